// Reads the chosen scan into the form, so that it goes to the hospital without lying in a folder on the way.
const LARGEST = 6_000_000;

for (const form of document.querySelectorAll("form[data-scan]")) {
  const file = form.querySelector("input[type=file]");
  const problem = form.querySelector("[data-scan-problem]");
  form.addEventListener("submit", async (event) => {
    if (form.elements.scan.value) return;
    event.preventDefault();
    const chosen = file.files[0];
    problem.hidden = Boolean(chosen) && chosen.size <= LARGEST;
    if (!problem.hidden) return;
    form.elements.scan.value = await base64(chosen);
    form.requestSubmit();
  });
  file.addEventListener("change", () => { form.elements.scan.value = ""; });
}

function base64(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(",") + 1));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}
