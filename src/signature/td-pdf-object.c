/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-pdf-object.h"

#include <math.h>
#include <string.h>

/**
 * td_pdf_lookup:
 * @dictionary: (nullable): any object
 * @key: without the slash
 *
 * Returns: (nullable): the value as it is written, perhaps a reference
 */
TdPdfObject *
td_pdf_lookup (const TdPdfObject *dictionary, const char *key)
{
  if (dictionary == NULL || dictionary->type != TD_PDF_DICTIONARY)
    return NULL;
  for (guint i = 0; i < dictionary->as.dictionary.n; i++)
    if (g_str_equal (dictionary->as.dictionary.pairs[i].key, key))
      return dictionary->as.dictionary.pairs[i].value;
  return NULL;
}

gboolean
td_pdf_is_name (const TdPdfObject *object, const char *name)
{
  return object != NULL && object->type == TD_PDF_NAME && g_str_equal (object->as.text.bytes, name);
}

/**
 * td_pdf_get_number:
 * @object: (nullable): any object
 * @value: (out): left alone where it is no number
 *
 * Returns: whether it is an integer or a real
 */
gboolean
td_pdf_get_number (const TdPdfObject *object, double *value)
{
  if (object == NULL || (object->type != TD_PDF_INTEGER && object->type != TD_PDF_REAL))
    return FALSE;
  *value = object->type == TD_PDF_INTEGER ? (double) object->as.integer
                                          : g_ascii_strtod (object->as.text.bytes, NULL);
  return isfinite (*value);
}

static gboolean
td_pdf_equal_array (const TdPdfObject *a, const TdPdfObject *b)
{
  if (a->as.array.n != b->as.array.n)
    return FALSE;
  for (guint i = 0; i < a->as.array.n; i++)
    if (!td_pdf_equal (a->as.array.items[i], b->as.array.items[i]))
      return FALSE;
  return TRUE;
}

static gboolean
td_pdf_equal_dictionary (const TdPdfObject *a, const TdPdfObject *b)
{
  if (a->as.dictionary.n != b->as.dictionary.n || a->is_stream != b->is_stream)
    return FALSE;
  for (guint i = 0; i < a->as.dictionary.n; i++)
    if (!td_pdf_equal (a->as.dictionary.pairs[i].value,
                       td_pdf_lookup (b, a->as.dictionary.pairs[i].key)))
      return FALSE;
  return TRUE;
}

/**
 * td_pdf_equal:
 * @a: (nullable): an object
 * @b: (nullable): another
 *
 * Compares what is written; references are compared as such, the data of streams is not looked at.
 *
 * Returns: whether both say the same
 */
gboolean
td_pdf_equal (const TdPdfObject *a, const TdPdfObject *b)
{
  if (a == b)
    return TRUE;
  if (a == NULL || b == NULL || a->type != b->type)
    return FALSE;
  switch (a->type)
    {
    case TD_PDF_NULL:
      return TRUE;
    case TD_PDF_BOOLEAN:
    case TD_PDF_INTEGER:
      return a->as.integer == b->as.integer;
    case TD_PDF_REAL:
    case TD_PDF_STRING:
    case TD_PDF_NAME:
      return a->as.text.length == b->as.text.length &&
             memcmp (a->as.text.bytes, b->as.text.bytes, a->as.text.length) == 0;
    case TD_PDF_ARRAY:
      return td_pdf_equal_array (a, b);
    case TD_PDF_DICTIONARY:
      return td_pdf_equal_dictionary (a, b);
    case TD_PDF_REFERENCE:
    default:
      return a->as.reference.number == b->as.reference.number &&
             a->as.reference.generation == b->as.reference.generation;
    }
}

/**
 * td_pdf_write_name:
 * @out: gets the name with its slash
 * @name: decoded
 */
void
td_pdf_write_name (GString *out, const char *name)
{
  g_string_append_c (out, '/');
  for (const guchar *p = (const guchar *) name; *p != '\0'; p++)
    {
      if (*p > 0x20 && *p < 0x7f && strchr ("()<>[]{}/%#", *p) == NULL)
        g_string_append_c (out, (char) *p);
      else
        g_string_append_printf (out, "#%02x", *p);
    }
}

static void
td_pdf_write_bytes (GString *out, const char *bytes, gsize length)
{
  g_string_append_c (out, '<');
  for (gsize i = 0; i < length; i++)
    g_string_append_printf (out, "%02x", (guchar) bytes[i]);
  g_string_append_c (out, '>');
}

/**
 * td_pdf_write_text:
 * @out: gets a text string in UTF-16 as hexadecimal digits
 * @utf8: any text
 */
void
td_pdf_write_text (GString *out, const char *utf8)
{
  glong length = 0;
  g_autofree gunichar2 *units = g_utf8_to_utf16 (utf8, -1, NULL, &length, NULL);

  g_string_append (out, "<feff");
  for (glong i = 0; units != NULL && i < length; i++)
    g_string_append_printf (out, "%04x", units[i]);
  g_string_append_c (out, '>');
}

/**
 * td_pdf_write_real:
 * @out: gets the number in the form of a PDF: no exponent, a point whatever the locale
 * @value: within the range of a page
 */
void
td_pdf_write_real (GString *out, double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  char *end;

  g_ascii_formatd (text, sizeof text, "%.3f", value);
  end = text + strlen (text);
  while (end > text && end[-1] == '0')
    *--end = '\0';
  if (end > text && end[-1] == '.')
    *--end = '\0';
  g_string_append (out, g_str_equal (text, "-0") ? "0" : text);
}

/**
 * td_pdf_write_object:
 * @out: gets the object in the syntax of a PDF
 * @object: (nullable): a stream is written as its dictionary alone
 */
void
td_pdf_write_object (GString *out, const TdPdfObject *object)
{
  switch (object != NULL ? object->type : TD_PDF_NULL)
    {
    case TD_PDF_BOOLEAN:
      g_string_append (out, object->as.integer ? "true" : "false");
      break;
    case TD_PDF_INTEGER:
      g_string_append_printf (out, "%" G_GINT64_FORMAT, object->as.integer);
      break;
    case TD_PDF_REAL:
      g_string_append (out, object->as.text.bytes);
      break;
    case TD_PDF_STRING:
      td_pdf_write_bytes (out, object->as.text.bytes, object->as.text.length);
      break;
    case TD_PDF_NAME:
      td_pdf_write_name (out, object->as.text.bytes);
      break;
    case TD_PDF_ARRAY:
      g_string_append (out, "[ ");
      for (guint i = 0; i < object->as.array.n; i++)
        {
          td_pdf_write_object (out, object->as.array.items[i]);
          g_string_append_c (out, ' ');
        }
      g_string_append_c (out, ']');
      break;
    case TD_PDF_DICTIONARY:
      g_string_append (out, "<< ");
      for (guint i = 0; i < object->as.dictionary.n; i++)
        {
          td_pdf_write_name (out, object->as.dictionary.pairs[i].key);
          g_string_append_c (out, ' ');
          td_pdf_write_object (out, object->as.dictionary.pairs[i].value);
          g_string_append_c (out, ' ');
        }
      g_string_append (out, ">>");
      break;
    case TD_PDF_REFERENCE:
      g_string_append_printf (out, "%u %u R", object->as.reference.number,
                              object->as.reference.generation);
      break;
    case TD_PDF_NULL:
    default:
      g_string_append (out, "null");
      break;
    }
}

/**
 * td_pdf_dup_text:
 * @string: (nullable): any object
 *
 * Returns: (nullable): a text string as UTF-8; what cannot be told is replaced, so that a message
 *   can always be made of it
 */
char *
td_pdf_dup_text (const TdPdfObject *string)
{
  const guint8 *bytes;
  gsize length;
  GString *text;

  if (string == NULL || string->type != TD_PDF_STRING)
    return NULL;
  bytes = (const guint8 *) string->as.text.bytes;
  length = string->as.text.length;
  if (length >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0)
    return g_utf8_make_valid ((const char *) bytes + 3, (gssize) length - 3);
  text = g_string_new (NULL);
  if (length >= 2 && bytes[0] == 0xfe && bytes[1] == 0xff)
    {
      for (gsize i = 2; i + 1 < length; i += 2)
        {
          gunichar unit = (gunichar) (bytes[i] << 8 | bytes[i + 1]);

          if (unit >= 0xd800 && unit < 0xdc00 && i + 3 < length && (bytes[i + 2] & 0xfc) == 0xdc)
            {
              unit = 0x10000 + ((unit - 0xd800) << 10) +
                     ((gunichar) (bytes[i + 2] << 8 | bytes[i + 3]) - 0xdc00);
              i += 2;
            }
          if (unit != 0 && g_unichar_validate (unit))
            g_string_append_unichar (text, unit);
        }
      return g_string_free (text, FALSE);
    }
  if (g_utf8_validate ((const char *) bytes, (gssize) length, NULL))
    {
      g_string_append_len (text, (const char *) bytes, (gssize) length);
      return g_string_free (text, FALSE);
    }
  for (gsize i = 0; i < length; i++)
    g_string_append_unichar (text, bytes[i] != 0 ? bytes[i] : '?');
  return g_string_free (text, FALSE);
}
