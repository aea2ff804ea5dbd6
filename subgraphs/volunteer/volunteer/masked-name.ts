/** What everyone may read of a name. A name of one character is hidden whole, or its mask would be the name itself. */
export function maskedNameOf(name: string): string {
  const [first, ...others] = [...name];
  return others.length === 0 ? "*" : `${first}${"*".repeat(others.length)}`;
}
