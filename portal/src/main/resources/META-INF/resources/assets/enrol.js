// Makes the key when the form is sent; only its public half goes with the form.
import { makeKey } from "/assets/keys.js";

const form = document.querySelector("form[data-enrol]");
const applicant = form.elements.applicant;
const ask = () => { applicant.required = form.elements["acts-as"].value !== "self"; };
form.addEventListener("change", ask);
ask();
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const button = form.querySelector("button[type=submit]");
  button.disabled = true;
  try {
    const { jwk } = await makeKey(form.elements.kiosk.checked);
    form.elements.jwk.value = JSON.stringify(jwk);
    form.submit();
  } catch {
    document.getElementById("no-key").hidden = false;
    button.disabled = false;
  }
});
