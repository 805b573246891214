import{d as n}from"./chunk-JYZQTA44.js";function r(e){n(()=>{document.title=e?`${e} \xB7 casegraph`:"casegraph \u6848\u4F8B\u56FE\u8C31"},[e])}export{r as a};
