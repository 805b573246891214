import{F as r}from"./chunk-MIX5OCOF.js";function n(){return r("api/documents")}export{n as a};
