/** Labels that fit what was typed, those that begin with it first; accents and case do not matter. */
export function searchLabels(labels: readonly string[], typed: string): string[] {
  const wanted = fold(typed).trim();
  if (wanted === '') return [...labels];
  return labels
    .map((label, order) => ({ label, order, rank: rank(fold(label), wanted) }))
    .filter(({ rank }) => rank < 3)
    .sort((a, b) => a.rank - b.rank || a.order - b.order)
    .map(({ label }) => label);
}

function rank(label: string, wanted: string): number {
  if (label.startsWith(wanted)) return 0;
  if (label.split(/[\s/-]+/).some((word) => word.startsWith(wanted))) return 1;
  return label.includes(wanted) ? 2 : 3;
}

function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
