import type { ReactNode } from 'react'
import { appTitle, screens } from '../lib/screens'
import { Icon } from './Icon'

/** The first page of a visitor who is not signed in; its children lead to the sign-in form. */
export function Welcome({ children }: { children: ReactNode }) {
  return (
    <main className="welcome">
      <h1>{appTitle}</h1>
      <p className="lead">One account, and all of this is yours wherever you sign in.</p>
      {children}
      <ul className="offers">
        {screens.map(({ path, title, offer, icon }) => (
          <li key={path}>
            <Icon path={icon} />
            <h2>{title}</h2>
            <p>{offer}</p>
          </li>
        ))}
      </ul>
    </main>
  )
}
