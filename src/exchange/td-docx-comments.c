/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-docx-comments.h"

#include <string.h>

#include "td-docx-package.h"
#include "td-text.h"
#include "td-xml-scan.h"

/* More than anybody writes beside a plan; what is beyond is left out. */
#define MOST_COMMENTS 2000
#define LONGEST_TEXT ((gsize) 16 << 10)
#define LONGEST_ID 24
/* Marks that lie over the same words; more are not followed */
#define MOST_MARKS 64

/* A comment while the file is read; its place among the comments is its place in the array. */
typedef struct
{
  TdDocxComment *comment;
  char id[LONGEST_ID];        /* that the text refers to */
  char paragraph[LONGEST_ID]; /* of its last paragraph: by it, replies refer to each other */
  GString *quote;
} Reading;

typedef struct
{
  TdZip *zip;
  GCancellable *cancellable;
  GArray *readings;   /* (element-type Reading) */
  GHashTable *by_id;  /* id → index + 1 */
  GArray *open;       /* (element-type guint): whose marks lie over the text being read */
  GArray *started;    /* (element-type guint): whose marks begin in the paragraph being read */
  GString *paragraph; /* of the body */
  guint depth;        /* of paragraphs in each other, by text boxes */
} Reader;

/**
 * td_docx_comment_free:
 * @comment: (nullable) (transfer full): a comment
 */
void
td_docx_comment_free (TdDocxComment *comment)
{
  if (comment == NULL)
    return;

  g_free (comment->author);
  g_free (comment->at);
  g_free (comment->text);
  g_free (comment->quote);
  g_free (comment->paragraph);
  g_free (comment);
}

static void
reading_clear (gpointer data)
{
  Reading *reading = data;

  td_docx_comment_free (reading->comment);
  g_string_free (reading->quote, TRUE);
}

static Reading *
nth (Reader *self, guint i)
{
  return &g_array_index (self->readings, Reading, i);
}

static void
append (GString *to, const char *text, gsize length)
{
  if (to->len + length <= LONGEST_TEXT)
    g_string_append_len (to, text, (gssize) length);
}

/* The text of runs; what is deleted stands in other elements, what was moved away is passed over
 * with its element. Returns: FALSE with @error set */
static gboolean
take_run_part (TdXmlScan *scan, GString *to, TdSlice *taken, GError **error)
{
  *taken = (TdSlice){ "", 0 };
  if (td_xml_scan_is (scan, "t"))
    {
      if (!td_xml_scan_content (scan, taken, error))
        return FALSE;
    }
  else if (td_xml_scan_is (scan, "tab") || td_xml_scan_is (scan, "br"))
    *taken = (TdSlice){ " ", 1 };
  else if (td_xml_scan_is (scan, "noBreakHyphen"))
    *taken = (TdSlice){ "-", 1 };
  append (to, taken->text, taken->length);

  return TRUE;
}

/* Fills @reading from a w:comment, behind which @scan stands then. */
static gboolean
read_comment (TdXmlScan *scan, Reading *reading, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  TdSlice taken;
  guint depth = 1;

  while (depth > 0)
    {
      switch (td_xml_scan_next (scan, error))
        {
        case TD_SCAN_START:
          if (td_xml_scan_is (scan, "p"))
            {
              if (text->len > 0)
                append (text, "\n", 1);
              td_xml_scan_copy_attribute (scan, "paraId", reading->paragraph,
                                          sizeof reading->paragraph);
            }
          depth++;
          /* its content is gone past with its end */
          if (td_xml_scan_is (scan, "t"))
            depth--;
          if (!take_run_part (scan, text, &taken, error))
            return FALSE;
          break;
        case TD_SCAN_STOP:
          depth--;
          break;
        case TD_SCAN_TEXT:
          break;
        case TD_SCAN_ERROR:
        case TD_SCAN_END:
        default:
          return FALSE;
        }
    }
  reading->comment->text = td_text_nfc (text->str, -1);
  g_strstrip (reading->comment->text);

  return TRUE;
}

static gboolean
take_comment (Reader *self, TdXmlScan *scan, GError **error)
{
  Reading reading = { .comment = g_new0 (TdDocxComment, 1), .quote = g_string_new (NULL) };
  char author[256] = "";
  char at[40] = "";
  gboolean read;

  td_xml_scan_copy_attribute (scan, "id", reading.id, sizeof reading.id);
  if (td_xml_scan_copy_attribute (scan, "author", author, sizeof author) && *author != '\0')
    reading.comment->author = td_text_nfc (author, -1);
  if (td_xml_scan_copy_attribute (scan, "date", at, sizeof at) && *at != '\0')
    reading.comment->at = g_strdup (at);
  reading.comment->parent = -1;
  read = read_comment (scan, &reading, error);
  if (!read || td_text_is_blank (reading.comment->text) ||
      g_hash_table_contains (self->by_id, reading.id))
    {
      reading_clear (&reading);
      return read;
    }
  g_array_append_val (self->readings, reading);
  g_hash_table_insert (self->by_id, g_strdup (reading.id), GUINT_TO_POINTER (self->readings->len));

  return TRUE;
}

static gboolean
read_comments (Reader *self, const char *part, GError **error)
{
  g_autoptr (TdXmlScan) scan = td_xml_scan_open (self->zip, part, self->cancellable, error);
  TdScanEvent event = TD_SCAN_ERROR;

  if (scan == NULL)
    return FALSE;
  while (self->readings->len < MOST_COMMENTS &&
         (event = td_xml_scan_next (scan, error)) != TD_SCAN_END)
    {
      if (event == TD_SCAN_ERROR || (event == TD_SCAN_START && td_xml_scan_is (scan, "comment") &&
                                     !take_comment (self, scan, error)))
        return FALSE;
    }

  return TRUE;
}

static gint
find_paragraph (Reader *self, const char *id)
{
  for (guint i = 0; i < self->readings->len; i++)
    {
      if (*id != '\0' && g_str_equal (nth (self, i)->paragraph, id))
        return (gint) i;
    }

  return -1;
}

/* w15:commentEx: which comment answers which, and which are settled */
static gboolean
read_threads (Reader *self, const char *part, GError **error)
{
  g_autoptr (TdXmlScan) scan = td_xml_scan_open (self->zip, part, self->cancellable, error);
  TdScanEvent event;

  if (scan == NULL)
    return FALSE;
  while ((event = td_xml_scan_next (scan, error)) != TD_SCAN_END)
    {
      char id[LONGEST_ID] = "", parent[LONGEST_ID] = "", done[8] = "";
      gint index, answered;

      if (event == TD_SCAN_ERROR)
        return FALSE;
      if (event != TD_SCAN_START || !td_xml_scan_is (scan, "commentEx") ||
          !td_xml_scan_copy_attribute (scan, "paraId", id, sizeof id))
        continue;
      td_xml_scan_copy_attribute (scan, "paraIdParent", parent, sizeof parent);
      td_xml_scan_copy_attribute (scan, "done", done, sizeof done);
      index = find_paragraph (self, id);
      answered = find_paragraph (self, parent);
      if (index < 0)
        continue;
      nth (self, (guint) index)->comment->resolved =
          g_str_equal (done, "1") || g_str_equal (done, "true");
      /* a reply stands behind what it answers, so that threads cannot run in a circle */
      if (answered >= 0 && answered < index)
        nth (self, (guint) index)->comment->parent = answered;
    }

  return TRUE;
}

/* Notes in @marks which comment the element @scan stands on refers to. */
static void
add_mark (Reader *self, TdXmlScan *scan, GArray *marks)
{
  char id[LONGEST_ID] = "";
  guint place;

  if (marks->len >= MOST_MARKS || !td_xml_scan_copy_attribute (scan, "id", id, sizeof id))
    return;
  place = GPOINTER_TO_UINT (g_hash_table_lookup (self->by_id, id));
  if (place-- > 0)
    g_array_append_val (marks, place);
}

static void
end_mark (Reader *self, TdXmlScan *scan)
{
  char id[LONGEST_ID] = "";

  td_xml_scan_copy_attribute (scan, "id", id, sizeof id);
  for (guint i = self->open->len; i > 0; i--)
    {
      if (g_str_equal (nth (self, g_array_index (self->open, guint, i - 1))->id, id))
        g_array_remove_index_fast (self->open, i - 1);
    }
}

static void
take_marked (Reader *self, TdSlice text)
{
  for (guint i = 0; text.length > 0 && i < self->open->len; i++)
    append (nth (self, g_array_index (self->open, guint, i))->quote, text.text, text.length);
}

static void
end_paragraph (Reader *self)
{
  g_autofree char *words = self->started->len > 0 ? td_text_clean (self->paragraph->str, -1) : NULL;

  for (guint i = 0; i < self->started->len; i++)
    {
      TdDocxComment *comment = nth (self, g_array_index (self->started, guint, i))->comment;

      if (comment->paragraph == NULL)
        comment->paragraph = g_strdup (words);
    }
  take_marked (self, (TdSlice){ " ", 1 });
  g_array_set_size (self->started, 0);
  g_string_truncate (self->paragraph, 0);
}

static gboolean
take_body_start (Reader *self, TdXmlScan *scan, GError **error)
{
  TdSlice taken;

  if (td_xml_scan_is (scan, "moveFrom") || td_xml_scan_is (scan, "Fallback"))
    return td_xml_scan_skip (scan, error);
  if (td_xml_scan_is (scan, "p"))
    self->depth++;
  else if (td_xml_scan_is (scan, "commentRangeStart"))
    {
      add_mark (self, scan, self->open);
      add_mark (self, scan, self->started);
    }
  else if (td_xml_scan_is (scan, "commentReference"))
    add_mark (self, scan, self->started);
  else if (td_xml_scan_is (scan, "commentRangeEnd"))
    end_mark (self, scan);
  else
    {
      if (!take_run_part (scan, self->paragraph, &taken, error))
        return FALSE;
      take_marked (self, taken);
    }

  return TRUE;
}

/* Where in the text the comments stand */
static gboolean
read_marks (Reader *self, const char *part, GError **error)
{
  g_autoptr (TdXmlScan) scan = td_xml_scan_open (self->zip, part, self->cancellable, error);
  TdScanEvent event;

  if (scan == NULL)
    return FALSE;
  while ((event = td_xml_scan_next (scan, error)) != TD_SCAN_END)
    {
      if (event == TD_SCAN_ERROR ||
          (event == TD_SCAN_START && !take_body_start (self, scan, error)))
        return FALSE;
      if (event == TD_SCAN_STOP && td_xml_scan_is (scan, "p") && self->depth > 0 &&
          --self->depth == 0)
        end_paragraph (self);
    }

  return TRUE;
}

static gboolean
read_all (Reader *self, const TdDocxPackage *package, GError **error)
{
  if (package->comments == NULL)
    return TRUE;
  if (!read_comments (self, package->comments, error))
    return FALSE;
  if (package->comment_threads != NULL && !read_threads (self, package->comment_threads, error))
    return FALSE;

  return self->readings->len == 0 || read_marks (self, package->document, error);
}

static GPtrArray *
take_comments (Reader *self)
{
  GPtrArray *comments = g_ptr_array_new_with_free_func ((GDestroyNotify) td_docx_comment_free);

  for (guint i = 0; i < self->readings->len; i++)
    {
      Reading *reading = nth (self, i);
      g_autofree char *quote = td_text_clean (reading->quote->str, -1);

      if (*quote != '\0')
        reading->comment->quote = g_steal_pointer (&quote);
      g_ptr_array_add (comments, g_steal_pointer (&reading->comment));
    }

  return comments;
}

/**
 * td_docx_read_comments:
 * @bytes: a Word file
 * @name: its name, for messages
 * @cancellable: (nullable): looked at while reading
 * @error: TD_ERROR_BAD_INPUT, TD_ERROR_ENCRYPTED, TD_ERROR_TOO_LARGE or TD_ERROR_CANCELLED
 *
 * Reads what was written beside the text (ISO/IEC 29500-1, 17.13.4; threads and what is settled
 * after [MS-DOCX] 2.5.1). A comment without words is left out.
 *
 * Returns: (transfer full) (element-type TdDocxComment): the comments, in the order of the file
 */
GPtrArray *
td_docx_read_comments (GBytes *bytes, const char *name, GCancellable *cancellable, GError **error)
{
  g_autoptr (TdZip) zip = td_zip_open (bytes, name, NULL, error);
  g_autoptr (TdDocxPackage) package =
      zip != NULL ? td_docx_package_open (zip, cancellable, error) : NULL;
  g_autoptr (GArray) readings = g_array_new (FALSE, FALSE, sizeof (Reading));
  g_autoptr (GHashTable) by_id = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GString) paragraph = g_string_new (NULL);
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) started = g_array_new (FALSE, FALSE, sizeof (guint));
  Reader self = { zip, cancellable, readings, by_id, open, started, paragraph, 0 };

  g_array_set_clear_func (readings, reading_clear);
  if (package == NULL || !read_all (&self, package, error))
    return NULL;

  return take_comments (&self);
}
