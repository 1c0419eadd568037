/**
 * Lint: money (`Fen`), energy (`Wh`) and exact fractions (`Ratio`) never become a binary float, and money and energy are
 * never mixed. A drawing that needs a length turns it at one named place (`ui/charts/chart-spec.ts`).
 */
import { ESLintUtils } from '@typescript-eslint/utils'

const FLOATING = new Set(['Number', 'parseFloat', 'parseInt'])
const MIXING = new Set(['+', '-', '<', '>', '<=', '>=', '===', '!==', '==', '!='])
const BRANDS = { fen: 'fen', wh: 'Wh' }

export default ESLintUtils.RuleCreator.withoutDocs({
  meta: {
    type: 'problem',
    schema: [],
    messages: { float: 'Money, energy and rates are exact: they do not become a float.', mixed: 'Money and energy do not mix: {{ one }} with {{ other }}.' },
  },
  defaultOptions: [],
  create(context) {
    const services = ESLintUtils.getParserServices(context)
    const checker = services.program.getTypeChecker()
    const { visitorKeys } = context.sourceCode

    /** What a type counts: `fen`, `Wh`, or null. */
    const unitOf = (type) => {
      if (type.isUnion()) return type.types.map(unitOf).find((unit) => unit !== null) ?? null
      const unit = type.getProperty('__unit')
      return unit ? String(checker.getTypeOfSymbol(unit).value) : null
    }
    const unitAt = (node) => unitOf(services.getTypeAtLocation(node))
    const isRatioPart = (node) =>
      node.type === 'MemberExpression' && (node.property.name === 'n' || node.property.name === 'd') && (services.getTypeAtLocation(node.object).aliasSymbol ?? services.getTypeAtLocation(node.object).symbol)?.name === 'Ratio'
    const isExact = (node) => isRatioPart(node) || ((node.type === 'Identifier' || node.type === 'MemberExpression' || node.type === 'CallExpression') && unitAt(node) !== null)

    const holdsExact = (node) => isExact(node) || (visitorKeys[node.type] ?? []).flatMap((key) => node[key] ?? []).some((child) => child && typeof child.type === 'string' && holdsExact(child))
    const called = ({ callee }) => (callee.type === 'Identifier' ? callee.name : callee.type === 'MemberExpression' && callee.object.name === 'Number' ? callee.property.name : '')

    return {
      CallExpression(node) {
        const [argument] = node.arguments
        if (!argument) return
        if (FLOATING.has(called(node)) && holdsExact(argument)) context.report({ node, messageId: 'float' })
        const brand = Object.hasOwn(BRANDS, called(node)) ? BRANDS[called(node)] : null
        const unit = brand && unitAt(argument)
        if (unit && unit !== brand) context.report({ node, messageId: 'mixed', data: { one: unit, other: brand } })
      },
      UnaryExpression(node) {
        if (node.operator === '+' && holdsExact(node.argument)) context.report({ node, messageId: 'float' })
      },
      BinaryExpression(node) {
        if (!MIXING.has(node.operator)) return
        const [one, other] = [unitAt(node.left), unitAt(node.right)]
        if (one && other && one !== other) context.report({ node, messageId: 'mixed', data: { one, other } })
      },
    }
  },
})
