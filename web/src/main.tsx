// The page: an address → what it shows. Heavy parts are loaded when they are opened.

import "./style/base.css";
import "./style/shell.css";
import "./style/parts.css";
import "./style/pages.css";
import { render } from "preact";
import { Shell } from "./shell/shell.tsx";

const root = document.getElementById("app");
if (root) render(<Shell />, root);
