// What GraphiQL's files define for scripts.
declare const React: { createElement(component: unknown, properties: object): unknown }
declare const ReactDOM: {
  createRoot(element: Element): { render(element: unknown): void; unmount(): void }
}
declare const GraphiQL: unknown
