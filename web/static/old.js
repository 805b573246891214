// Run only by browsers that know no modules: they would show an empty page.
document.getElementById("app").innerHTML = document.getElementById("old").innerHTML;
