/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "td-pdf-private.h"

/* An ICC version 2 display profile of sRGB (IEC 61966-2-1), made from its published numbers: the
 * primaries adapted to D50 and the transfer curve. PDF/A needs one to say what the colours mean. */
#define TD_ICC_CURVE_POINTS 256
#define TD_ICC_HEADER 128
#define TD_ICC_N_TAGS 9

typedef struct
{
  GByteArray *data;
  guint n_tags;
  guint32 signatures[TD_ICC_N_TAGS], offsets[TD_ICC_N_TAGS], sizes[TD_ICC_N_TAGS];
} TdIcc;

static void
td_icc_put (GByteArray *data, guint32 value)
{
  guint32 big = GUINT32_TO_BE (value);

  g_byte_array_append (data, (guint8 *) &big, 4);
}

static void
td_icc_put16 (GByteArray *data, guint value)
{
  guint16 big = GUINT16_TO_BE ((guint16) value);

  g_byte_array_append (data, (guint8 *) &big, 2);
}

static guint32
td_icc_signature (const char *text)
{
  return (guint32) (guchar) text[0] << 24 | (guint32) (guchar) text[1] << 16 |
         (guint32) (guchar) text[2] << 8 | (guchar) text[3];
}

static void
td_icc_begin (TdIcc *icc, const char *signature, const char *type)
{
  icc->signatures[icc->n_tags] = td_icc_signature (signature);
  icc->offsets[icc->n_tags] = icc->data->len;
  td_icc_put (icc->data, td_icc_signature (type));
  td_icc_put (icc->data, 0);
}

static void
td_icc_end (TdIcc *icc)
{
  static const guint8 zeros[4] = { 0 };

  icc->sizes[icc->n_tags] = icc->data->len - icc->offsets[icc->n_tags];
  icc->n_tags++;
  g_byte_array_append (icc->data, zeros, (4 - icc->data->len % 4) % 4);
}

static void
td_icc_add_xyz (TdIcc *icc, const char *signature, double x, double y, double z)
{
  td_icc_begin (icc, signature, "XYZ ");
  td_icc_put (icc->data, (guint32) lround (x * 65536));
  td_icc_put (icc->data, (guint32) lround (y * 65536));
  td_icc_put (icc->data, (guint32) lround (z * 65536));
  td_icc_end (icc);
}

static void
td_icc_add_texts (TdIcc *icc)
{
  static const char description[] = "sRGB";
  static const char copyright[] = "No copyright, use freely";
  static const guint8 zeros[79] = { 0 };

  td_icc_begin (icc, "desc", "desc");
  td_icc_put (icc->data, sizeof description);
  g_byte_array_append (icc->data, (const guint8 *) description, sizeof description);
  /* no Unicode text (language, count), no Macintosh text (code, length, 67 bytes) */
  g_byte_array_append (icc->data, zeros, 4 + 4 + 2 + 1 + 67);
  td_icc_end (icc);
  td_icc_begin (icc, "cprt", "text");
  g_byte_array_append (icc->data, (const guint8 *) copyright, sizeof copyright);
  td_icc_end (icc);
}

/* The three curves are one: their tags share the bytes. */
static void
td_icc_add_curves (TdIcc *icc)
{
  guint first = icc->n_tags;

  td_icc_begin (icc, "rTRC", "curv");
  td_icc_put (icc->data, TD_ICC_CURVE_POINTS);
  for (guint i = 0; i < TD_ICC_CURVE_POINTS; i++)
    {
      double v = i / (TD_ICC_CURVE_POINTS - 1.0);
      double linear = v <= 0.04045 ? v / 12.92 : pow ((v + 0.055) / 1.055, 2.4);

      td_icc_put16 (icc->data, (guint) lround (linear * 65535));
    }
  td_icc_end (icc);
  for (guint i = 1; i < 3; i++)
    {
      icc->signatures[first + i] = td_icc_signature (i == 1 ? "gTRC" : "bTRC");
      icc->offsets[first + i] = icc->offsets[first];
      icc->sizes[first + i] = icc->sizes[first];
      icc->n_tags++;
    }
}

static void
td_icc_add_header (GByteArray *out, guint32 size)
{
  static const guint8 zeros[44] = { 0 };

  td_icc_put (out, size);
  td_icc_put (out, 0);
  td_icc_put (out, 0x02100000);
  td_icc_put (out, td_icc_signature ("mntr"));
  td_icc_put (out, td_icc_signature ("RGB "));
  td_icc_put (out, td_icc_signature ("XYZ "));
  td_icc_put16 (out, 2020);
  td_icc_put16 (out, 3);
  td_icc_put16 (out, 5);
  g_byte_array_append (out, zeros, 6);
  td_icc_put (out, td_icc_signature ("acsp"));
  g_byte_array_append (out, zeros, 28);
  td_icc_put (out, 0x0000f6d6);
  td_icc_put (out, 0x00010000);
  td_icc_put (out, 0x0000d32d);
  g_byte_array_append (out, zeros, 44);
  g_byte_array_append (out, zeros, TD_ICC_HEADER - MIN (out->len, TD_ICC_HEADER));
}

/**
 * td_icc_srgb:
 *
 * Returns: (transfer full): the profile
 */
GBytes *
td_icc_srgb (void)
{
  TdIcc icc = { g_byte_array_new () };
  GByteArray *out = g_byte_array_new ();
  guint32 base = TD_ICC_HEADER + 4 + 12 * TD_ICC_N_TAGS;

  td_icc_add_texts (&icc);
  td_icc_add_xyz (&icc, "wtpt", 0.9505, 1.0, 1.0891);
  td_icc_add_xyz (&icc, "rXYZ", 0.43607, 0.22249, 0.01392);
  td_icc_add_xyz (&icc, "gXYZ", 0.38515, 0.71687, 0.09708);
  td_icc_add_xyz (&icc, "bXYZ", 0.14307, 0.06061, 0.71410);
  td_icc_add_curves (&icc);
  td_icc_add_header (out, base + icc.data->len);
  td_icc_put (out, icc.n_tags);
  for (guint i = 0; i < icc.n_tags; i++)
    {
      td_icc_put (out, icc.signatures[i]);
      td_icc_put (out, base + icc.offsets[i]);
      td_icc_put (out, icc.sizes[i]);
    }
  g_byte_array_append (out, icc.data->data, icc.data->len);
  g_byte_array_unref (icc.data);
  return g_byte_array_free_to_bytes (out);
}
