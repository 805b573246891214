// Browsers that cannot read the page's script, because they know no modules or not the language of 2022, would show an empty page.
addEventListener("load", function () {
  var app = document.getElementById("app");
  if (!app.firstChild) app.innerHTML = document.getElementById("old").innerHTML;
});
