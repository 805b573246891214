import{F as e}from"./chunk-YUD5GNNF.js";function r(){return e("api/documents",{limit:1e3})}export{r as a};
