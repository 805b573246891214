import{G as e}from"./chunk-FFQLW6GI.js";function r(){return e("api/documents",{limit:1e3})}export{r as a};
