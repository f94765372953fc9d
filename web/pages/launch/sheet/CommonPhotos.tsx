import { Button, Modal } from 'antd'
import { useId, useState } from 'react'
import type { Photo } from '../../../../domain/fields.ts'
import { text } from '../../../../domain/text.ts'
import { FieldRow } from '../../../components/form/FieldRow.tsx'
import { PhotoField } from '../../../components/photos/PhotoField.tsx'
import { useText } from '../../../language.tsx'
import { words } from '../../../words.ts'
import { specOf } from './shown.ts'

const none: readonly [] = []

/** One set of photos for every row that has none: for one place with several matters. */
export function CommonPhotos({
  without,
  disabled,
  onApply,
}: {
  without: number
  disabled: boolean
  onApply: (photos: Photo[]) => void
}) {
  const t = useText()
  const id = useId()
  const [open, setOpen] = useState(false)
  const [photos, setPhotos] = useState<Photo[]>([])
  const [uploads, setUploads] = useState(0)
  return (
    <>
      <Button disabled={disabled || without === 0} onClick={() => setOpen(true)}>
        {t(text(`给缺照片的${without}行添加同一组照片`, `Same photos for the ${without} without`))}
      </Button>
      <Modal
        open={open}
        centered
        title={t(text('添加同一组照片', 'The same photos'))}
        okText={t(text(`加到${without}行`, `Add to ${without} rows`))}
        cancelText={t(words.cancel)}
        okButtonProps={{ disabled: photos.length === 0 || uploads > 0 }}
        onOk={() => {
          onApply(photos)
          setOpen(false)
          setPhotos([])
        }}
        onCancel={() => setOpen(false)}
      >
        <p className="field-hint">
          {t(
            text(
              '适合同一现场的几件事项。不同现场请逐行添加各自的照片，照片是核查时的依据。',
              'For several matters at one place. For different places add each row its own: they are what the inspection is held against.',
            ),
          )}
        </p>
        <FieldRow id={id} spec={specOf('photos')} errors={none} group>
          <PhotoField
            id={id}
            spec={specOf('photos')}
            value={photos}
            onChange={(next) => setPhotos(next ?? [])}
            invalid={false}
            disabled={false}
            onBusy={setUploads}
          />
        </FieldRow>
      </Modal>
    </>
  )
}
