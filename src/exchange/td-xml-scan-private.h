/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-xml-scan.h"

G_BEGIN_DECLS

#define TD_XML_MAX_TOKEN                                                                           \
  ((gsize) 8 << 20) /* of one tag or text; a cell of Excel has 32 767 letters */
#define TD_XML_MAX_DEPTH 256u
#define TD_XML_MAX_NAME 128u
#define TD_XML_MAX_ATTRIBUTES 64u /* of a tag; further ones are not kept */
#define TD_XML_NO_CONVERTER ((GIConv) -1)

struct _TdXmlScan
{
  char *file, *part;
  TdZipStream *stream;
  GCancellable *cancellable;

  char *buffer;
  gsize size;
  char *p, *end; /* what is not taken yet; a < closes it */
  gboolean ended;

  GIConv converter; /* of a part that is not in UTF-8 */
  GByteArray *raw;  /* what is not converted yet */

  char open[TD_XML_MAX_DEPTH *
            TD_XML_MAX_NAME];         /* names of the open elements, one behind the other */
  guint starts[TD_XML_MAX_DEPTH + 1]; /* where in it each begins, and where the next will */
  guint depth;
  gboolean seen_root;
  gboolean stop_pending; /* of an element without content */

  TdSlice name, text;
  TdScanAttribute attributes[TD_XML_MAX_ATTRIBUTES];
  guint n_attributes;
  GString *content;
};

/* What a byte is to text and to names. */
enum
{
  TD_XML_HIGH = 1,  /* part of a letter of several bytes */
  TD_XML_WORK = 2,  /* text is not as it stands */
  TD_XML_BAD = 4,   /* nowhere in XML */
  TD_XML_SPACE = 8, /* between attributes */
  TD_XML_STOP = 16, /* ends a name */
  TD_XML_MARK = 32, /* ends a text */
};

extern const guint8 td_xml_classes[256];

static inline gboolean
td_xml_has_class (char c, guint8 wanted)
{
  return (td_xml_classes[(guchar) c] & wanted) != 0;
}

void td_xml_scan_set_broken (const TdXmlScan *self, GError **error);
gboolean td_xml_scan_begin (TdXmlScan *self, GError **error);
gboolean td_xml_scan_fill (TdXmlScan *self, GError **error);

guint8 td_xml_classes_of (const char *text, gsize length);
gboolean td_xml_resolve (char *text, gsize *length, guint8 seen, gboolean entities);

G_END_DECLS
