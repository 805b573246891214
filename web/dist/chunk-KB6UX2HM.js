import{f as e}from"./chunk-CC5ARYTK.js";function r(){return e("api/documents",{limit:1e3})}export{r as a};
