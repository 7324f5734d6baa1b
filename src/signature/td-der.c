/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-der.h"

#include <string.h>

static gboolean
td_der_length (const guint8 *data, gsize available, gsize *header, gsize *length)
{
  gsize bytes;

  if (available < 2)
    return FALSE;
  *header = 2;
  *length = data[1];
  if (data[1] < 0x80)
    return TRUE;
  bytes = data[1] & 0x7f;
  if (bytes == 0 || bytes > 4 || available < 2 + bytes || data[2] == 0)
    return FALSE;
  *length = 0;
  for (gsize i = 0; i < bytes; i++)
    *length = *length << 8 | data[2 + i];
  *header = 2 + bytes;
  return *length >= 0x80;
}

/**
 * td_der_next:
 * @rest: what is left; moved behind the value
 * @value: (out): the first value of it
 *
 * Returns: whether a value stands there as DER wants it; tags of one byte alone
 */
gboolean
td_der_next (TdSpan *rest, TdDer *value)
{
  gsize header, length;

  if (!td_der_length (rest->data, rest->length, &header, &length) ||
      (rest->data[0] & 0x1f) == 0x1f || length > rest->length - header)
    return FALSE;
  value->tag = rest->data[0];
  value->whole = (TdSpan){ rest->data, header + length };
  value->content = (TdSpan){ rest->data + header, length };
  rest->data += header + length;
  rest->length -= header + length;
  return TRUE;
}

gboolean
td_der_at_tag (const TdSpan *rest, guint8 tag)
{
  return rest->length > 0 && rest->data[0] == tag;
}

gboolean
td_der_take (TdSpan *rest, guint8 tag, TdDer *value)
{
  return td_der_at_tag (rest, tag) && td_der_next (rest, value);
}

gboolean
td_der_is_oid (const TdDer *value, const char *bytes, gsize length)
{
  return value->tag == TD_DER_OID && value->content.length == length &&
         memcmp (value->content.data, bytes, length) == 0;
}

/**
 * td_der_small_integer:
 * @value: any value
 * @number: (out): 0 to 127
 *
 * Returns: whether it is such an integer
 */
gboolean
td_der_small_integer (const TdDer *value, guint *number)
{
  if (value->tag != TD_DER_INTEGER || value->content.length != 1 || value->content.data[0] > 127)
    return FALSE;
  *number = value->content.data[0];
  return TRUE;
}

gboolean
td_span_equal (TdSpan a, TdSpan b)
{
  return a.length == b.length && (a.length == 0 || memcmp (a.data, b.data, a.length) == 0);
}
