// A host looks for the file of the first address, index.html.
export const prerender = true
