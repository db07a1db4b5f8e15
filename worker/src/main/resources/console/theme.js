// Runs before the page is painted, so that nobody who has chosen dark sees a flash of light.
(() => {
  const chosen = localStorage.getItem('cairn.theme');
  if (chosen === 'light' || chosen === 'dark') {
    document.documentElement.dataset.theme = chosen;
  }
})();
