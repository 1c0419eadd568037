import { Font, Path, Rect, Svg, Text } from '@react-pdf/renderer'
import type { ComponentProps } from 'react'
import { fontFiles } from './font-files'
import { breakable } from './line-breaks'
import { hexOf, shapesOf, type Drawing, type Shape } from './shapes'

export const PDF_FONT = 'Noto Sans SC'

/** Once in a process that writes PDF: the packaged font, and where its lines may break. */
export function registerPdfFonts(): void {
  const { regular, bold } = fontFiles()
  Font.register({ family: PDF_FONT, fonts: [{ src: regular, fontWeight: 400 }, { src: bold, fontWeight: 700 }] })
  Font.registerHyphenationCallback(breakable)
}

/** A drawing as vectors within a PDF. `width` in points. */
export const DrawingPdf = ({ drawing, width }: { drawing: Drawing; width: number }) => (
  <Svg viewBox={`0 0 ${drawing.width} ${drawing.height}`} width={width} height={(width * drawing.height) / drawing.width}>
    {shapesOf(drawing).map(drawn)}
  </Svg>
)

function drawn(shape: Shape, index: number) {
  switch (shape.shape) {
    case 'rect':
      return <Rect key={index} x={shape.x} y={shape.y} width={Math.max(0, shape.width)} height={Math.max(0, shape.height)} fill={hexOf(shape.fill)} fillOpacity={shape.opacity ?? 1} {...(shape.stroke ? { stroke: hexOf(shape.stroke), strokeWidth: 1 } : {})} />
    case 'path': {
      const stroke: Partial<ComponentProps<typeof Path>> = shape.stroke ? { stroke: hexOf(shape.stroke), strokeWidth: shape.strokeWidth ?? 1, ...(shape.dash ? { strokeDasharray: shape.dash } : {}) } : {}
      return <Path key={index} d={shape.d} fill={shape.fill ? hexOf(shape.fill) : 'none'} {...stroke} />
    }
    case 'text':
      return (
        <Text key={index} x={shape.x} y={shape.y} fill={hexOf(shape.fill)} textAnchor={shape.anchor} style={{ fontSize: shape.size, fontFamily: PDF_FONT, fontWeight: shape.bold ? 700 : 400 }}>
          {shape.text}
        </Text>
      )
  }
}
