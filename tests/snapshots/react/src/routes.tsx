import { createBrowserRouter, redirect } from 'react-router'
import { RouterProvider } from 'react-router/dom'
import { Layout } from './components/Layout'
import { NotFound } from './components/NotFound'
import { ScreenError } from './components/ScreenError'
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
          {
            path: 'files',
            lazy: {
              Component: async () => (await import('./components/FileList')).FileList,
            },
          },
          {
            path: 'functions',
            lazy: {
              Component: async () => (await import('./components/FunctionCalls')).FunctionCalls,
            },
          },
          {
            path: 'items',
            lazy: {
              Component: async () => (await import('./components/ItemList')).ItemList,
            },
          },
          {
            path: 'chat',
            lazy: {
              Component: async () => (await import('./components/AssistantChat')).AssistantChat,
            },
          },
          {
            path: 'suggestions',
            lazy: {
              Component: async () => (await import('./components/TodoSuggestions')).TodoSuggestions,
            },
          },
          {
            path: 'messages',
            lazy: {
              Component: async () => (await import('./components/MessageList')).MessageList,
            },
          },
          {
            path: 'places',
            lazy: {
              Component: async () => (await import('./components/PlaceView')).PlaceView,
            },
          },
          {
            path: 'feed',
            lazy: {
              Component: async () => (await import('./components/LiveFeed')).LiveFeed,
            },
          },
          {
            path: 'face-check',
            lazy: {
              Component: async () => (await import('./components/FaceCheck')).FaceCheck,
            },
          },
          {
            path: 'second-factors',
            lazy: {
              Component: async () => (await import('./components/SecondFactors')).SecondFactors,
            },
          },
          { path: '*', Component: NotFound },
        ],
      },
    ],
  },
])

/** The app behind the first page. The code of a screen is loaded when it is opened. */
export default function Routes() {
  // Whatever action is still running, another screen opens at once.
  return <RouterProvider router={router} useTransitions={false} />
}

function Loading() {
  return <p role="status">Loading …</p>
}
