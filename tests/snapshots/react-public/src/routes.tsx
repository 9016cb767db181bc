import { createBrowserRouter, redirect } from 'react-router'
import { RouterProvider } from 'react-router/dom'
import { ConnectBackend } from './components/ConnectBackend'
import { Layout } from './components/Layout'
import { NotFound } from './components/NotFound'
import { ScreenError } from './components/ScreenError'
import { hasBackend } from './lib/outputs'
import { home } from './lib/screens'

const router = createBrowserRouter([
  {
    Component: Layout,
    children: [
      {
        ErrorBoundary: ScreenError,
        HydrateFallback: Loading,
        children: [
          { index: true, loader: () => redirect(home) },
          {
            path: 'todos',
            lazy: {
              Component: async () => (await import('./components/TodoList')).TodoList,
            },
          },
          { path: '*', Component: NotFound },
        ],
      },
    ],
  },
])

/** The app that everybody may open. The code of a screen is loaded when it is opened. */
export default function Routes() {
  if (!hasBackend) return <ConnectBackend />
  // Whatever action is still running, another screen opens at once.
  return <RouterProvider router={router} useTransitions={false} />
}

function Loading() {
  return <p role="status">Loading …</p>
}
