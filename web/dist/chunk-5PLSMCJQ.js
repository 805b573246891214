var t="https://w3id.org/casegraph/id/";function i(r){return t+r}export{i as a};
