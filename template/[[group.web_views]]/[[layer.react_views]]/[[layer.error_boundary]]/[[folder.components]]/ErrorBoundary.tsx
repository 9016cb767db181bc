import { Component, type ReactNode } from 'react'

/** Says so when a part of the page cannot be loaded or drawn, instead of leaving it blank. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  state = { failed: false }

  static getDerivedStateFromError() {
    return { failed: true }
  }

  render() {
    if (!this.state.failed) return this.props.children
    return (
      <main className="notice">
        <h1>This page could not be loaded</h1>
        <p role="alert">Check your connection, then try again.</p>
        <button onClick={() => location.reload()}>Reload</button>
      </main>
    )
  }
}
