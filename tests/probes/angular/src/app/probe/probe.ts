import { Component, signal } from '@angular/core'
import { fetchUserAttributes } from 'aws-amplify/auth'
import { client } from '../lib/data'

@Component({ selector: 'app-probe', template: '<p>{{ said() }}</p>' })
export class Probe {
  protected readonly said = signal('')

  constructor() {
    Promise.all([fetchUserAttributes(), client.models.Todo.list()]).then(([{ email }, { data }]) =>
      this.said.set(`${email}: ${data.map(({ content }) => content)}`),
    )
  }
}
