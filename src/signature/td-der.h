/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Reading DER strictly: shortest lengths, no indefinite ones. Private to this folder. */

typedef struct
{
  const guint8 *data;
  gsize length;
} TdSpan;

/* One value: @whole with tag and length, @content without */
typedef struct
{
  guint8 tag;
  TdSpan whole;
  TdSpan content;
} TdDer;

enum
{
  TD_DER_INTEGER = 0x02,
  TD_DER_OCTETS = 0x04,
  TD_DER_OID = 0x06,
  TD_DER_SEQUENCE = 0x30,
  TD_DER_SET = 0x31,
  TD_DER_CONTEXT_0 = 0xa0,
  TD_DER_CONTEXT_1 = 0xa1,
  TD_DER_PRIMITIVE_0 = 0x80,
};

gboolean td_der_next (TdSpan *rest, TdDer *value);
gboolean td_der_take (TdSpan *rest, guint8 tag, TdDer *value);
gboolean td_der_at_tag (const TdSpan *rest, guint8 tag);
gboolean td_der_is_oid (const TdDer *value, const char *bytes, gsize length);
gboolean td_der_small_integer (const TdDer *value, guint *number);
gboolean td_span_equal (TdSpan a, TdSpan b);

#define TD_DER_IS(value, oid) td_der_is_oid (value, oid, sizeof (oid) - 1)

G_END_DECLS
