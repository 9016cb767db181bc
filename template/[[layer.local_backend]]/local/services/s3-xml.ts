// The XML of S3's requests and answers.
import type { ServerResponse } from 'node:http'
import { ServiceError } from './types.ts'

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}

export type Tree = { [name: string]: string | number | boolean | undefined | Tree | Tree[] }

/** Control characters are no XML, and still written as S3 does: `encoding-type=url` is for them. */
const escape = (text: string) =>
  text.replace(
    /[&<>"']|\p{Cc}/gu,
    (sign) => entities[sign] ?? `&#x${sign.charCodeAt(0).toString(16)};`,
  )

/** Elements by name; a list repeats its element, undefined leaves it out. */
export function toXml(tree: Tree): string {
  return Object.entries(tree)
    .flatMap(([name, value]) =>
      (Array.isArray(value) ? value : [value]).map((one) => {
        if (one === undefined) return ''
        return `<${name}>${typeof one === 'object' ? toXml(one) : escape(String(one))}</${name}>`
      }),
    )
    .join('')
}

export function sendXml(response: ServerResponse, status: number, tree: Tree): void {
  response.writeHead(status, { 'content-type': 'application/xml' })
  response.end(`<?xml version="1.0" encoding="UTF-8"?>\n${toXml(tree)}`)
}

/** A key in lists and events: as in a form, but for the slash. */
export const encodeKey = (key: string) =>
  new URLSearchParams({ '': key }).toString().slice(1).replaceAll('%2F', '/')

/** Of a request; names are without namespace. */
export type Element = { name: string; text: string; children: Element[] }

const malformed = () =>
  new ServiceError(
    'MalformedXML',
    'The XML you provided was not well-formed or did not validate against our published schema',
  )

/** A comment, CDATA, an instruction, a tag, or text. */
const token =
  /<!--[^]*?-->|<!\[CDATA\[([^]*?)\]\]>|<\?[^]*?\?>|<(\/?)(?:[\w.-]+:)?([\w.-]+)((?:\s+[\w.:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|([^<]+)/y

/** The root element. Throws MalformedXML, also for a document type, which S3 does not take either. */
export function parseXml(text: string, rootName: string): Element {
  const document: Element = { name: '', text: '', children: [] }
  const open = [document]
  token.lastIndex = text.startsWith('\ufeff') ? 1 : 0
  while (token.lastIndex < text.length) {
    const match = token.exec(text)
    const inside = open.at(-1)
    if (!match || !inside) throw malformed()
    const [, data, closes, name, , isEmpty, characters] = match
    if (data !== undefined) inside.text += data
    else if (characters !== undefined) inside.text += unescape(characters)
    else if (name !== undefined && closes) {
      if (open.pop()?.name !== name || open.length === 0) throw malformed()
    } else if (name !== undefined) {
      const element = { name, text: '', children: [] }
      inside.children.push(element)
      if (!isEmpty) open.push(element)
    }
  }
  const [root, ...more] = document.children
  const isWhole = open.length === 1 && !more.length && document.text.trim() === ''
  if (!isWhole || root?.name !== rootName) throw malformed()
  return root
}

/** The elements of that name in an element; throws MalformedXML unless there are `least` to `most`. */
export function childrenOf({ children }: Element, name: string, least: number, most: number) {
  const found = children.filter((child) => child.name === name)
  if (found.length < least || found.length > most) throw malformed()
  return found
}

/** The text of the one element of that name; undefined when there is none. */
export const textOf = (element: Element, name: string) =>
  childrenOf(element, name, 0, 1).map(({ text }) => text)[0]

function unescape(text: string): string {
  return text.replace(
    /&(?:#x([0-9a-f]{1,6});|#(\d{1,7});|(\w+);)?/gi,
    (entity, hex?: string, decimal?: string) => {
      const code = hex ? parseInt(hex, 16) : decimal ? Number(decimal) : undefined
      const sign =
        code === undefined
          ? Object.keys(entities).find((one) => entities[one] === entity)
          : code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)
            ? String.fromCodePoint(code)
            : undefined
      if (sign === undefined) throw malformed()
      return sign
    },
  )
}
