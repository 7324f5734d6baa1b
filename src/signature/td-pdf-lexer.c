/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-pdf-object.h"

#include <string.h>

/* What is deeper than this is made to do harm. */
#define TD_PDF_MAX_DEPTH 100

/* Keys of one dictionary */
#define TD_PDF_MAX_KEYS 65536

/* From here on keys are looked up in a table. */
#define TD_PDF_MANY_KEYS 32

static TdPdfObject *td_pdf_read_nested (TdPdfReader *reader, guint depth);

gboolean
td_pdf_is_blank (guint8 byte)
{
  return byte == ' ' || byte == '\n' || byte == '\r' || byte == '\t' || byte == '\f' || byte == 0;
}

static gboolean
td_pdf_is_delimiter (guint8 byte)
{
  return byte != 0 && strchr ("()<>[]{}/%", byte) != NULL;
}

static gboolean
td_pdf_ends_word (const TdPdfReader *reader, gsize at)
{
  return at >= reader->length || td_pdf_is_blank (reader->data[at]) ||
         td_pdf_is_delimiter (reader->data[at]);
}

/**
 * td_pdf_skip_blanks:
 * @reader: a place
 *
 * Goes past white space and comments.
 */
void
td_pdf_skip_blanks (TdPdfReader *reader)
{
  while (reader->at < reader->length)
    {
      guint8 byte = reader->data[reader->at];

      if (byte == '%')
        while (reader->at < reader->length && reader->data[reader->at] != '\n' &&
               reader->data[reader->at] != '\r')
          reader->at++;
      else if (td_pdf_is_blank (byte))
        reader->at++;
      else
        return;
    }
}

/**
 * td_pdf_take_word:
 * @reader: a place
 * @word: a keyword
 *
 * Returns: whether the word stood here, as a whole; the place is then behind it
 */
gboolean
td_pdf_take_word (TdPdfReader *reader, const char *word)
{
  gsize n = strlen (word);

  if (reader->length - reader->at < n || memcmp (reader->data + reader->at, word, n) != 0 ||
      !td_pdf_ends_word (reader, reader->at + n))
    return FALSE;
  reader->at += n;
  return TRUE;
}

/**
 * td_pdf_take_number:
 * @reader: a place
 * @number: (out): at most ten digits, as in the table of a file
 *
 * Returns: whether a plain number without sign stood here
 */
gboolean
td_pdf_take_number (TdPdfReader *reader, guint64 *number)
{
  gsize at = reader->at;
  guint64 value = 0;

  while (at < reader->length && g_ascii_isdigit (reader->data[at]) && at - reader->at < 11)
    value = value * 10 + (guint64) (reader->data[at++] - '0');
  if (at == reader->at || at - reader->at > 10 || !td_pdf_ends_word (reader, at))
    return FALSE;
  reader->at = at;
  *number = value;
  return TRUE;
}

static TdPdfObject *
td_pdf_new_object (TdPdfReader *reader, TdPdfType type, gsize start)
{
  TdPdfObject *object = td_arena_alloc (reader->arena, sizeof *object);

  object->type = type;
  object->start = start;
  object->end = reader->at;
  return object;
}

static TdPdfObject *
td_pdf_new_text (TdPdfReader *reader, TdPdfType type, gsize start, const char *bytes, gsize length)
{
  TdPdfObject *object = td_pdf_new_object (reader, type, start);
  char *copy = td_arena_alloc (reader->arena, length + 1);

  memcpy (copy, bytes, length);
  object->as.text.bytes = copy;
  object->as.text.length = length;
  return object;
}

static TdPdfObject *
td_pdf_read_number (TdPdfReader *reader)
{
  gsize start = reader->at, at = start, digits = 0, points = 0;
  gint64 value = 0;
  TdPdfObject *object;

  if (reader->data[at] == '+' || reader->data[at] == '-')
    at++;
  for (; at < reader->length && (g_ascii_isdigit (reader->data[at]) || reader->data[at] == '.');
       at++)
    if (reader->data[at] == '.')
      points++;
    else
      {
        digits++;
        value = digits <= 18 ? value * 10 + (reader->data[at] - '0') : value;
      }
  if (digits == 0 || points > 1 || digits > 60 || !td_pdf_ends_word (reader, at))
    return NULL;
  reader->at = at;
  if (points == 1)
    return td_pdf_new_text (reader, TD_PDF_REAL, start, (const char *) reader->data + start,
                            at - start);
  if (digits > 18)
    return NULL;
  object = td_pdf_new_object (reader, TD_PDF_INTEGER, start);
  object->as.integer = reader->data[start] == '-' ? -value : value;
  return object;
}

/* "12 0 R"; a number alone is read again by the caller. */
static TdPdfObject *
td_pdf_read_reference (TdPdfReader *reader)
{
  TdPdfReader ahead = *reader;
  guint64 number, generation;
  TdPdfObject *object;

  if (!td_pdf_take_number (&ahead, &number))
    return NULL;
  td_pdf_skip_blanks (&ahead);
  if (!td_pdf_take_number (&ahead, &generation) || number == 0 || number > G_MAXINT32 ||
      generation > 65535)
    return NULL;
  td_pdf_skip_blanks (&ahead);
  if (!td_pdf_take_word (&ahead, "R"))
    return NULL;
  object = td_pdf_new_object (&ahead, TD_PDF_REFERENCE, reader->at);
  object->as.reference.number = (guint32) number;
  object->as.reference.generation = (guint) generation;
  reader->at = ahead.at;
  return object;
}

static TdPdfObject *
td_pdf_read_name (TdPdfReader *reader)
{
  gsize start = reader->at++;
  g_autoptr (GString) name = g_string_new (NULL);

  while (!td_pdf_ends_word (reader, reader->at))
    {
      int byte = reader->data[reader->at++];

      if (byte == '#')
        {
          int high = reader->at + 1 < reader->length
                         ? g_ascii_xdigit_value ((char) reader->data[reader->at])
                         : -1;
          int low = high >= 0 ? g_ascii_xdigit_value ((char) reader->data[reader->at + 1]) : -1;

          byte = high * 16 + low;
          if (low < 0 || byte == 0)
            return NULL;
          reader->at += 2;
        }
      g_string_append_c (name, (char) byte);
    }
  return td_pdf_new_text (reader, TD_PDF_NAME, start, name->str, name->len);
}

static TdPdfObject *
td_pdf_read_hex (TdPdfReader *reader)
{
  gsize start = reader->at++;
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  int high = -1;

  for (; reader->at < reader->length && reader->data[reader->at] != '>'; reader->at++)
    {
      int digit = g_ascii_xdigit_value ((char) reader->data[reader->at]);
      guint8 byte;

      if (td_pdf_is_blank (reader->data[reader->at]))
        continue;
      if (digit < 0)
        return NULL;
      byte = (guint8) (high * 16 + digit);
      if (high >= 0)
        g_byte_array_append (bytes, &byte, 1);
      high = high >= 0 ? -1 : digit;
    }
  if (reader->at >= reader->length)
    return NULL;
  reader->at++;
  if (high >= 0)
    {
      guint8 byte = (guint8) (high * 16);

      g_byte_array_append (bytes, &byte, 1);
    }
  return td_pdf_new_text (reader, TD_PDF_STRING, start,
                          bytes->len > 0 ? (const char *) bytes->data : "", bytes->len);
}

/* Behind a backslash; -1: it stands for nothing (a line that goes on). */
static int
td_pdf_read_escape (TdPdfReader *reader)
{
  static const char letters[] = "nrtbf", meanings[] = "\n\r\t\b\f";
  guint8 byte = reader->data[reader->at++];
  const char *letter = byte != 0 ? strchr (letters, byte) : NULL;
  int value = byte - '0';

  if (letter != NULL)
    return (guint8) meanings[letter - letters];
  if (byte == '\n')
    return -1;
  if (byte == '\r')
    {
      if (reader->at < reader->length && reader->data[reader->at] == '\n')
        reader->at++;
      return -1;
    }
  if (byte < '0' || byte > '7')
    return byte;
  for (int i = 0; i < 2 && reader->at < reader->length && reader->data[reader->at] >= '0' &&
                  reader->data[reader->at] <= '7';
       i++)
    value = value * 8 + (reader->data[reader->at++] - '0');
  return value & 0xff;
}

static TdPdfObject *
td_pdf_read_literal (TdPdfReader *reader)
{
  gsize start = reader->at++;
  g_autoptr (GString) text = g_string_new (NULL);
  guint open = 1;

  while (reader->at < reader->length)
    {
      int byte = reader->data[reader->at++];

      if (byte == '\\')
        {
          if (reader->at >= reader->length)
            return NULL;
          byte = td_pdf_read_escape (reader);
          if (byte >= 0)
            g_string_append_c (text, (char) byte);
          continue;
        }
      if (byte == '(')
        open++;
      else if (byte == ')' && --open == 0)
        return td_pdf_new_text (reader, TD_PDF_STRING, start, text->str, text->len);
      else if (byte == '\r')
        {
          if (reader->at < reader->length && reader->data[reader->at] == '\n')
            reader->at++;
          byte = '\n';
        }
      g_string_append_c (text, (char) byte);
    }
  return NULL;
}

static TdPdfObject *
td_pdf_read_array (TdPdfReader *reader, guint depth)
{
  gsize start = reader->at++;
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  TdPdfObject *object;

  for (;;)
    {
      td_pdf_skip_blanks (reader);
      if (reader->at >= reader->length)
        return NULL;
      if (reader->data[reader->at] == ']')
        break;
      object = td_pdf_read_nested (reader, depth);
      if (object == NULL)
        return NULL;
      g_ptr_array_add (items, object);
    }
  reader->at++;
  object = td_pdf_new_object (reader, TD_PDF_ARRAY, start);
  object->as.array.n = items->len;
  object->as.array.items =
      td_arena_copy (reader->arena, items->pdata, items->len * sizeof (gpointer));
  return object;
}

static gboolean
td_pdf_has_key (const GArray *pairs, GHashTable **many, const char *key)
{
  if (pairs->len < TD_PDF_MANY_KEYS)
    {
      for (guint i = 0; i < pairs->len; i++)
        if (g_str_equal (g_array_index (pairs, TdPdfPair, i).key, key))
          return TRUE;
      return FALSE;
    }
  if (*many == NULL)
    {
      *many = g_hash_table_new (g_str_hash, g_str_equal);
      for (guint i = 0; i < pairs->len; i++)
        g_hash_table_add (*many, (gpointer) g_array_index (pairs, TdPdfPair, i).key);
    }
  return !g_hash_table_add (*many, (gpointer) key);
}

/* A key that stands twice is refused: programs differ in which of the two they take. */
static TdPdfObject *
td_pdf_read_dictionary (TdPdfReader *reader, guint depth)
{
  gsize start = reader->at;
  g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (TdPdfPair));
  g_autoptr (GHashTable) many = NULL;
  TdPdfObject *object;

  reader->at += 2;
  for (;;)
    {
      TdPdfPair pair;

      td_pdf_skip_blanks (reader);
      if (reader->at + 1 >= reader->length)
        return NULL;
      if (reader->data[reader->at] == '>' && reader->data[reader->at + 1] == '>')
        break;
      object = reader->data[reader->at] == '/' ? td_pdf_read_name (reader) : NULL;
      if (object == NULL || pairs->len >= TD_PDF_MAX_KEYS)
        return NULL;
      pair.key = object->as.text.bytes;
      pair.value = td_pdf_read_nested (reader, depth);
      if (pair.value == NULL || td_pdf_has_key (pairs, &many, pair.key))
        return NULL;
      g_array_append_val (pairs, pair);
    }
  reader->at += 2;
  object = td_pdf_new_object (reader, TD_PDF_DICTIONARY, start);
  object->as.dictionary.n = pairs->len;
  object->as.dictionary.pairs =
      td_arena_copy (reader->arena, pairs->data, pairs->len * sizeof (TdPdfPair));
  return object;
}

static TdPdfObject *
td_pdf_read_keyword (TdPdfReader *reader)
{
  gsize start = reader->at;
  TdPdfObject *object;

  if (td_pdf_take_word (reader, "null"))
    return td_pdf_new_object (reader, TD_PDF_NULL, start);
  if (!td_pdf_take_word (reader, "true") && !td_pdf_take_word (reader, "false"))
    return NULL;
  object = td_pdf_new_object (reader, TD_PDF_BOOLEAN, start);
  object->as.integer = reader->data[start] == 't';
  return object;
}

static TdPdfObject *
td_pdf_read_nested (TdPdfReader *reader, guint depth)
{
  TdPdfObject *object;
  guint8 byte;

  td_pdf_skip_blanks (reader);
  if (reader->at >= reader->length || depth > TD_PDF_MAX_DEPTH)
    return NULL;
  byte = reader->data[reader->at];
  switch (byte)
    {
    case '/':
      return td_pdf_read_name (reader);
    case '(':
      return td_pdf_read_literal (reader);
    case '[':
      return td_pdf_read_array (reader, depth + 1);
    case '<':
      return reader->at + 1 < reader->length && reader->data[reader->at + 1] == '<'
                 ? td_pdf_read_dictionary (reader, depth + 1)
                 : td_pdf_read_hex (reader);
    default:
      break;
    }
  if (!g_ascii_isdigit (byte) && byte != '+' && byte != '-' && byte != '.')
    return td_pdf_read_keyword (reader);
  object = td_pdf_read_reference (reader);
  return object != NULL ? object : td_pdf_read_number (reader);
}

/**
 * td_pdf_read_object:
 * @reader: a place; behind the object afterwards
 *
 * Returns: (nullable): the object that stands here; NULL where none is written as it should be
 */
TdPdfObject *
td_pdf_read_object (TdPdfReader *reader)
{
  return td_pdf_read_nested (reader, 0);
}
