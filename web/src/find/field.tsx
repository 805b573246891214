export function SearchField(_: { small?: boolean }) {
  return null;
}
