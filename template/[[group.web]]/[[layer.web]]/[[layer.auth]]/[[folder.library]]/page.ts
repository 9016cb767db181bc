// In a module of their own, which tests replace: nothing navigates in them.

/** Opens an address in a new document, where nothing that this one holds of anybody is in memory. */
export function openAnew(address: string): void {
  location.replace(address)
}

export function reload(): void {
  location.reload()
}
