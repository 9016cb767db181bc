import type { ReactNode } from 'react'

/** The first page of a visitor who is not signed in; its children lead to the sign-in form. */
export function Welcome({ children }: { children: ReactNode }) {
  return (
    <main className="welcome">
      <h1>Field notes</h1>
      <p>Sign in, and you can</p>
      <ul>
        <li>keep a to-do list that every open window follows live</li>
        <li>store files</li>
        <li>call functions</li>
        <li>call a REST API</li>
        <li>talk to a model</li>
        <li>have a model suggest to-dos</li>
        <li>send messages that every open window shows at once</li>
        <li>find places on a map</li>
        <li>follow a feed, on which devices can publish too</li>
        <li>prove that a living person is in front of the camera</li>
        <li>protect your account with a second factor</li>
      </ul>
      {children}
    </main>
  )
}
