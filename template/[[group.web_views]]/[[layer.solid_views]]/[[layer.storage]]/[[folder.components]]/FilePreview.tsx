import { createSignal, Show } from 'solid-js'
import { watchLink, type StoredFile } from '../lib/files'
import { createLive } from '../lib/primitives'
import Problem from './Problem'

const image = /\.(avif|gif|jpe?g|png|svg|webp)$/i

export default function FilePreview(props: { file: StoredFile }) {
  const [link, setLink] = createSignal('')

  const { error, retry } = createLive<string>(
    (onLink, onError) => watchLink(props.file, onLink, onError),
    (link) => setLink(link),
  )

  return (
    <>
      <Problem error={error()} onRetry={retry} />
      <Show when={link() && !error()}>
        <div class="preview">
          <Show when={image.test(props.file.name)}>
            <img src={link()} alt={props.file.name} />
          </Show>
          <a href={link()} target="_blank" rel="noreferrer">
            Open {props.file.name} in a new tab
          </a>
        </div>
      </Show>
    </>
  )
}
