// Enhancements, nothing that a page needs. On narrow screens the facets of a list begin folded, so that the list
// itself comes into view. Without this script they stand open.
if (window.matchMedia("(max-width: 55.99rem)").matches) {
  for (const facet of document.querySelectorAll("details.facet[open]")) {
    facet.open = facet.querySelector("[aria-current]") !== null;
  }
}

// Pages that are made for paper offer to print themselves.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
