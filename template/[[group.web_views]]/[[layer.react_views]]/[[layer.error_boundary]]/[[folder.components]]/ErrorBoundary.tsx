import { Component, type ReactNode } from 'react'

interface Props {
  children: ReactNode
  /** What is said then, where that is not about the whole page. */
  fallback?: ReactNode
}

/** Says so when a part of the page cannot be loaded or drawn, instead of leaving it blank. */
export class ErrorBoundary extends Component<Props, { failed: boolean }> {
  state = { failed: false }

  static getDerivedStateFromError() {
    return { failed: true }
  }

  render() {
    const { children, fallback } = this.props
    if (!this.state.failed) return children
    if (fallback) return fallback
    return (
      <main className="notice">
        <h1>This page could not be loaded</h1>
        <p role="alert">Check your connection, then try again.</p>
        <button onClick={() => location.reload()}>Reload</button>
      </main>
    )
  }
}
