var t="https://w3id.org/casegraph/id/";function i(r){return t+r}export{t as a,i as b};
