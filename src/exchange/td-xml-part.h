/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <libxml/tree.h>

#include "td-zip.h"

G_BEGIN_DECLS

/* An XML part of a container, read as a stream: the caller steps from element to element and asks
 * for the small tree of one element at a time. No network, no DTD, no entities; the depth is
 * limited to 256 and the source of one tree to 4 MiB, so that the memory does not grow with the
 * part. */
typedef struct _TdXmlPart TdXmlPart;

typedef enum
{
  TD_XML_ERROR = -1,
  TD_XML_END_OF_PART,
  TD_XML_START, /* an element; its children follow unless td_xml_part_expand() took them */
  TD_XML_STOP,  /* the end of an element that was entered (also of an empty one) */
} TdXmlEvent;

TdXmlPart *td_xml_part_open (TdZip *zip,
                             const char *part,
                             GCancellable *cancellable,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
void td_xml_part_free (TdXmlPart *xml);

TdXmlEvent td_xml_part_next (TdXmlPart *xml, GError **error);
int td_xml_part_depth (const TdXmlPart *xml);
const char *td_xml_part_name (const TdXmlPart *xml);
const char *td_xml_part_namespace (const TdXmlPart *xml);
xmlNode *td_xml_part_expand (TdXmlPart *xml, GError **error);
void td_xml_part_skip (TdXmlPart *xml);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdXmlPart, td_xml_part_free)

G_END_DECLS
