// The policies of a role: by default nothing is allowed.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createIam, type Context, type Principal } from '../../local/services/iam.ts'
import { assemblyOf, type Statement } from './dynamodb-support.ts'

const on = (Condition: object, Effect: Statement['Effect'] = 'Allow'): Statement => ({
  Effect,
  Action: 'dynamodb:GetItem',
  Resource: '*',
  Condition,
})
const all: Statement = { Action: '*', Resource: '*' }
const allows = (statements: Statement[], context: Context, more: Partial<Principal> = {}) =>
  createIam(assemblyOf([], { role: statements })).allows(
    { role: 'role', ...more },
    'dynamodb:GetItem',
    'arn',
    context,
  )
const keys = (...names: string[]): Context => ({ 'dynamodb:LeadingKeys': names })
const leading = (...names: string[]) => ({ 'dynamodb:LeadingKeys': names })

test('every value must meet ForAllValues, one must meet ForAnyValue', () => {
  const every = [on({ 'ForAllValues:StringEquals': leading('a', 'b') })]
  assert.ok(allows(every, keys('a', 'b')))
  assert.ok(!allows(every, keys('a', 'c')))
  assert.ok(allows(every, {}))
  const any = [on({ 'ForAnyValue:StringLike': leading('a*') })]
  assert.ok(allows(any, keys('x', 'abc')))
  assert.ok(!allows(any, keys('x')))
  assert.ok(!allows(any, {}))
  const none = [all, on({ 'ForAnyValue:StringNotEquals': leading('a') }, 'Deny')]
  assert.ok(allows(none, keys('a')))
  assert.ok(!allows(none, keys('a', 'b')))
})

test('of several values, without a word on which, all count for an Allow and each for a Deny', () => {
  assert.ok(allows([on({ StringEquals: leading('a') })], keys('a', 'a')))
  assert.ok(!allows([on({ StringEquals: leading('a') })], keys('a', 'b')))
  const denied = [all, on({ StringEquals: leading('a') }, 'Deny')]
  assert.ok(!allows(denied, keys('a', 'b')))
  assert.ok(allows(denied, keys('b')))
})

test('a value of the caller stands for itself in every operator', () => {
  const sub = '${cognito-identity.amazonaws.com:sub}'
  for (const operator of ['StringEquals', 'StringEqualsIgnoreCase', 'StringLike']) {
    const own = [on({ [`ForAllValues:${operator}`]: leading(sub, `${sub}#note`) })]
    assert.ok(allows(own, keys('ada', 'ada#note'), { identityId: 'ada' }), operator)
    assert.ok(!allows(own, keys('bob'), { identityId: 'ada' }))
    assert.ok(!allows(own, keys('bob'), { identityId: '*' }))
    // A function is nobody's.
    for (const text of ['', '\0', sub, '#note']) assert.ok(!allows(own, keys(text)), text)
  }
})
