import { Component, computed, inject, input } from '@angular/core'
import { live } from '../async/live'
import type { StoredFile } from '../lib/files'
import { FILES } from './files'

@Component({
  selector: 'app-file-preview',
  template: `
    @if (link.error(); as error) {
      <p role="alert">
        {{ error }}
        <button (click)="link.retry()">Try again</button>
      </p>
    } @else if (link.data(); as address) {
      <div class="preview">
        @if (isImage()) {
          <img [src]="address" [alt]="file().name" />
        }
        <a [href]="address" target="_blank" rel="noreferrer">
          Open {{ file().name }} in a new tab
        </a>
      </div>
    }
  `,
})
export class FilePreview {
  private readonly files = inject(FILES)

  readonly file = input.required<StoredFile>()

  protected readonly link = live<string>((onLink, onError) =>
    this.files.watchLink(this.file(), onLink, onError),
  )
  protected readonly isImage = computed(() =>
    /\.(avif|gif|jpe?g|png|svg|webp)$/i.test(this.file().name),
  )
}
