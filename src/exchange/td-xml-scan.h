/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <string.h>

#include "td-zip.h"

G_BEGIN_DECLS

/* The XML of a big part, tag by tag and text by text, straight out of the unpacked bytes: nothing
 * is allocated for a token. It takes well-formed XML and refuses the rest: wrong nesting, document
 * types (and so every entity but the five of XML), characters that XML does not have. Namespaces
 * are not looked at: a name is what stands behind the colon.
 *
 * Slices are not closed by a NUL; they live until the next call. */
typedef struct _TdXmlScan TdXmlScan;

typedef enum
{
  TD_SCAN_ERROR,
  TD_SCAN_START,
  TD_SCAN_STOP,
  TD_SCAN_TEXT,
  TD_SCAN_END, /* of the part */
} TdScanEvent;

typedef struct
{
  const char *text;
  gsize length;
} TdSlice;

typedef struct
{
  TdSlice name;
  TdSlice value; /* as it stands: entities are not resolved */
} TdScanAttribute;

TdXmlScan *td_xml_scan_open (TdZip *zip,
                             const char *part,
                             GCancellable *cancellable,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
void td_xml_scan_free (TdXmlScan *self);
TdScanEvent td_xml_scan_next (TdXmlScan *self, GError **error);
TdSlice td_xml_scan_get_name (const TdXmlScan *self);
TdSlice td_xml_scan_get_text (const TdXmlScan *self);
const TdScanAttribute *td_xml_scan_get_attributes (const TdXmlScan *self, guint *n);
gboolean
td_xml_scan_copy_attribute (const TdXmlScan *self, const char *name, char *value, gsize size);
gboolean td_xml_scan_content (TdXmlScan *self, TdSlice *content, GError **error);
gboolean td_xml_scan_skip (TdXmlScan *self, GError **error);

/* Whether a slice is a word; in line, for it is asked of every tag. */
static inline gboolean
td_slice_is (TdSlice slice, const char *word)
{
  return slice.length == strlen (word) && memcmp (slice.text, word, strlen (word)) == 0;
}

static inline gboolean
td_xml_scan_is (const TdXmlScan *self, const char *name)
{
  return td_slice_is (td_xml_scan_get_name (self), name);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdXmlScan, td_xml_scan_free)

G_END_DECLS
