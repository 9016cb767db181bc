import { For, type ParentProps } from 'solid-js'
import { appTitle, screens } from '../lib/screens'
import Icon from './Icon'

/** The page of a visitor. */
export default function Welcome(props: ParentProps) {
  return (
    <main class="welcome">
      <h1>{appTitle}</h1>
      <p class="lead">One account, and all of this is yours wherever you are.</p>
      {props.children}
      <ul class="offers">
        <For each={screens}>
          {({ title, offer, icon }) => (
            <li>
              <Icon path={icon} />
              <h2>{title}</h2>
              <p>{offer}</p>
            </li>
          )}
        </For>
      </ul>
    </main>
  )
}
