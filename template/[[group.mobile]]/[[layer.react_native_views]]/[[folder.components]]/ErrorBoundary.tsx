import { Component, type ReactNode } from 'react'
import { Button } from './Button'
import { Page } from './Page'
import { Problem } from './Problem'
import { Heading } from './Words'

/** Says so when the app cannot be drawn, instead of ending it. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  state = { failed: false }

  static getDerivedStateFromError() {
    return { failed: true }
  }

  render() {
    if (!this.state.failed) return this.props.children
    return (
      <Page>
        <Heading>The app stopped</Heading>
        <Problem error="Something went wrong that nobody expected. Nothing you saved is lost." />
        <Button title="Start again" onPress={() => this.setState({ failed: false })} />
      </Page>
    )
  }
}
