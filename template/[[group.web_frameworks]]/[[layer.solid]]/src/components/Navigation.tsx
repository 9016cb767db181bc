import { A } from '@solidjs/router'
import { For, Show } from 'solid-js'
import { screens } from '../lib/screens'
import Icon from './Icon'

/** The ways between the screens, when there are several. */
export default function Navigation() {
  return (
    <Show when={screens.length > 1}>
      <nav class="screens" aria-label="Screens">
        <For each={screens}>
          {({ path, title, icon }) => (
            <A href={path}>
              <Icon path={icon} />
              {title}
            </A>
          )}
        </For>
      </nav>
    </Show>
  )
}
