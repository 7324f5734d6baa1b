/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <qpdf/qpdf-c.h>
#include <string.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "td-error.h"
#include "td-pdf-private.h"

/* How much of the structure tree is looked at: a hostile file may have loops in it. */
#define TD_MAX_STRUCTURE_DEPTH 64
#define TD_MAX_STRUCTURE_ELEMENTS 2000000

static gboolean
td_pdf_prepare_refuse (qpdf_data qpdf, const char *place, GError **error)
{
  qpdf_error problem = qpdf_get_error (qpdf);
  gboolean password = problem != NULL && qpdf_get_error_code (qpdf, problem) == qpdf_e_password;

  td_error_set_at (error, password ? TD_ERROR_ENCRYPTED : TD_ERROR_BAD_INPUT, place, NULL, "%s",
                   password ? _ ("The PDF is protected by a password.")
                            : _ ("The PDF is damaged and cannot be prepared."));
  return FALSE;
}

static void
td_pdf_set (qpdf_data qpdf, qpdf_oh dictionary, const char *key, qpdf_oh value)
{
  qpdf_oh_replace_key (qpdf, dictionary, key, value);
}

static char *
td_pdf_info (qpdf_data qpdf, const char *key)
{
  qpdf_oh info = qpdf_oh_get_key_if_dict (qpdf, qpdf_get_trailer (qpdf), "/Info");
  qpdf_oh value;

  if (!qpdf_oh_is_dictionary (qpdf, info))
    return NULL;
  value = qpdf_oh_get_key (qpdf, info, key);
  return qpdf_oh_is_string (qpdf, value) ? g_strdup (qpdf_oh_get_utf8_value (qpdf, value)) : NULL;
}

/* "D:20260105093000+07'00" to "2026-01-05T09:30:00+07:00"; NULL when it is something else. */
static char *
td_pdf_iso_date (const char *date)
{
  char zone[8] = "Z";

  if (date == NULL || strlen (date) < 16 || !g_str_has_prefix (date, "D:"))
    return NULL;
  for (int i = 2; i < 16; i++)
    if (!g_ascii_isdigit (date[i]))
      return NULL;
  if (strlen (date) >= 21 && (date[16] == '+' || date[16] == '-') && date[19] == '\'')
    g_snprintf (zone, sizeof zone, "%.3s:%.2s", date + 16, date + 20);
  return g_strdup_printf ("%.4s-%.2s-%.2sT%.2s:%.2s:%.2s%s", date + 2, date + 6, date + 8,
                          date + 10, date + 12, date + 14, zone);
}

static qpdf_oh
td_pdf_new_stream (qpdf_data qpdf, const guchar *data, gsize length)
{
  qpdf_oh stream = qpdf_oh_new_stream (qpdf);

  qpdf_oh_replace_stream_data (qpdf, stream, data, length, qpdf_oh_new_null (qpdf),
                               qpdf_oh_new_null (qpdf));
  return stream;
}

static void
td_pdf_add_metadata (qpdf_data qpdf, qpdf_oh root)
{
  g_autofree char *title = td_pdf_info (qpdf, "/Title"), *author = td_pdf_info (qpdf, "/Author");
  g_autofree char *subject = td_pdf_info (qpdf, "/Subject"),
                  *keywords = td_pdf_info (qpdf, "/Keywords");
  g_autofree char *creator = td_pdf_info (qpdf, "/Creator"),
                  *producer = td_pdf_info (qpdf, "/Producer");
  g_autofree char *date = td_pdf_info (qpdf, "/CreationDate"), *iso = td_pdf_iso_date (date);
  g_autofree char *xmp = td_pdf_make_xmp (title, author, subject, keywords, creator, producer, iso);
  qpdf_oh stream = td_pdf_new_stream (qpdf, (const guchar *) xmp, strlen (xmp));
  qpdf_oh dictionary = qpdf_oh_get_dict (qpdf, stream);

  td_pdf_set (qpdf, dictionary, "/Type", qpdf_oh_new_name (qpdf, "/Metadata"));
  td_pdf_set (qpdf, dictionary, "/Subtype", qpdf_oh_new_name (qpdf, "/XML"));
  td_pdf_set (qpdf, root, "/Metadata", stream);
}

static void
td_pdf_add_output_intent (qpdf_data qpdf, qpdf_oh root)
{
  g_autoptr (GBytes) profile = td_icc_srgb ();
  gsize length;
  const guchar *data = g_bytes_get_data (profile, &length);
  qpdf_oh stream = td_pdf_new_stream (qpdf, data, length);
  qpdf_oh intent = qpdf_oh_new_dictionary (qpdf);
  qpdf_oh intents = qpdf_oh_new_array (qpdf);

  td_pdf_set (qpdf, qpdf_oh_get_dict (qpdf, stream), "/N", qpdf_oh_new_integer (qpdf, 3));
  td_pdf_set (qpdf, intent, "/Type", qpdf_oh_new_name (qpdf, "/OutputIntent"));
  td_pdf_set (qpdf, intent, "/S", qpdf_oh_new_name (qpdf, "/GTS_PDFA1"));
  td_pdf_set (qpdf, intent, "/OutputConditionIdentifier",
              qpdf_oh_new_string (qpdf, "sRGB IEC61966-2.1"));
  td_pdf_set (qpdf, intent, "/Info", qpdf_oh_new_string (qpdf, "sRGB IEC61966-2.1"));
  td_pdf_set (qpdf, intent, "/DestOutputProfile", stream);
  qpdf_oh_append_item (qpdf, intents, qpdf_make_indirect_object (qpdf, intent));
  td_pdf_set (qpdf, root, "/OutputIntents", intents);
}

static void
td_pdf_add_viewer (qpdf_data qpdf, qpdf_oh root, const char *language)
{
  qpdf_oh viewer = qpdf_oh_get_key (qpdf, root, "/ViewerPreferences");
  qpdf_oh mark = qpdf_oh_get_key (qpdf, root, "/MarkInfo");

  if (!qpdf_oh_is_dictionary (qpdf, viewer))
    viewer = qpdf_oh_new_dictionary (qpdf);
  td_pdf_set (qpdf, viewer, "/DisplayDocTitle", qpdf_oh_new_bool (qpdf, QPDF_TRUE));
  td_pdf_set (qpdf, root, "/ViewerPreferences", viewer);
  if (!qpdf_oh_is_dictionary (qpdf, mark))
    mark = qpdf_oh_new_dictionary (qpdf);
  if (qpdf_oh_is_dictionary (qpdf, qpdf_oh_get_key (qpdf, root, "/StructTreeRoot")))
    td_pdf_set (qpdf, mark, "/Marked", qpdf_oh_new_bool (qpdf, QPDF_TRUE));
  td_pdf_set (qpdf, root, "/MarkInfo", mark);
  td_pdf_set (qpdf, root, "/Lang", qpdf_oh_new_string (qpdf, language));
}

/* Where the layout left places for signatures, seal, number and date: kept in the file itself (ISO
 * 32000-1, 14.5), so that it can be signed later without the workspace it was made from. Page from
 * 0, then x, y, width and height in points from the top left corner. */
static void
td_pdf_add_places (qpdf_data qpdf, qpdf_oh root, const TdPdfPlaces *places)
{
  qpdf_oh kept = qpdf_oh_new_dictionary (qpdf), own = qpdf_oh_new_dictionary (qpdf);
  qpdf_oh piece = qpdf_oh_new_dictionary (qpdf);
  g_autofree char *date = td_pdf_info (qpdf, "/CreationDate");

  for (guint i = 0; i < TD_LAYOUT_N_FIELDS; i++)
    {
      const TdLayoutRect *rect = &places->rects[i];
      const double numbers[] = { rect->x, rect->y, rect->width, rect->height };
      g_autofree char *key = g_strconcat ("/", td_layout_field_nick (i), NULL);
      qpdf_oh array = qpdf_oh_new_array (qpdf);

      if (!places->has[i])
        continue;
      qpdf_oh_append_item (qpdf, array, qpdf_oh_new_integer (qpdf, rect->page));
      for (guint n = 0; n < G_N_ELEMENTS (numbers); n++)
        qpdf_oh_append_item (qpdf, array, qpdf_oh_new_real_from_double (qpdf, numbers[n], 3));
      td_pdf_set (qpdf, kept, key, array);
    }
  td_pdf_set (qpdf, own, "/LastModified",
              qpdf_oh_new_string (qpdf, date != NULL ? date : "D:19700101000000Z"));
  td_pdf_set (qpdf, own, "/Private", kept);
  td_pdf_set (qpdf, piece, "/TienDo", own);
  td_pdf_set (qpdf, root, "/PieceInfo", piece);
}

static void
td_pdf_fix_font (qpdf_data qpdf, qpdf_oh font)
{
  qpdf_oh descendants = qpdf_oh_get_key_if_dict (qpdf, font, "/DescendantFonts");
  int n = qpdf_oh_is_array (qpdf, descendants) ? qpdf_oh_get_array_n_items (qpdf, descendants) : 0;

  for (int i = 0; i < n; i++)
    {
      qpdf_oh cid = qpdf_oh_get_array_item (qpdf, descendants, i);
      qpdf_oh subtype = qpdf_oh_get_key_if_dict (qpdf, cid, "/Subtype");

      if (qpdf_oh_is_name (qpdf, subtype) &&
          g_str_equal (qpdf_oh_get_name (qpdf, subtype), "/CIDFontType2") &&
          !qpdf_oh_has_key (qpdf, cid, "/CIDToGIDMap"))
        td_pdf_set (qpdf, cid, "/CIDToGIDMap", qpdf_oh_new_name (qpdf, "/Identity"));
    }
}

static void
td_pdf_fix_resources (qpdf_data qpdf, qpdf_oh page, GHashTable *seen)
{
  qpdf_oh fonts =
      qpdf_oh_get_key_if_dict (qpdf, qpdf_oh_get_key_if_dict (qpdf, page, "/Resources"), "/Font");
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);

  if (!qpdf_oh_is_dictionary (qpdf, fonts))
    return;
  qpdf_oh_begin_dict_key_iter (qpdf, fonts);
  while (qpdf_oh_dict_more_keys (qpdf))
    g_ptr_array_add (keys, g_strdup (qpdf_oh_dict_next_key (qpdf)));
  for (guint i = 0; i < keys->len; i++)
    {
      qpdf_oh font = qpdf_oh_get_key (qpdf, fonts, g_ptr_array_index (keys, i));

      if (g_hash_table_add (seen, GINT_TO_POINTER (qpdf_oh_get_object_id (qpdf, font))))
        td_pdf_fix_font (qpdf, font);
      qpdf_oh_release (qpdf, font);
    }
}

/* Links must be printed with the page. */
static void
td_pdf_fix_annotations (qpdf_data qpdf, qpdf_oh page)
{
  qpdf_oh annotations = qpdf_oh_get_key (qpdf, page, "/Annots");
  int n = qpdf_oh_is_array (qpdf, annotations) ? qpdf_oh_get_array_n_items (qpdf, annotations) : 0;

  for (int i = 0; i < n; i++)
    {
      qpdf_oh annotation = qpdf_oh_get_array_item (qpdf, annotations, i);

      if (qpdf_oh_is_dictionary (qpdf, annotation) && !qpdf_oh_has_key (qpdf, annotation, "/F"))
        td_pdf_set (qpdf, annotation, "/F", qpdf_oh_new_integer (qpdf, 4));
    }
}

static void
td_pdf_fix_pages (qpdf_data qpdf)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  int n = qpdf_get_num_pages (qpdf);

  for (int i = 0; i < n; i++)
    {
      qpdf_oh page = qpdf_get_page_n (qpdf, (size_t) i);

      td_pdf_fix_resources (qpdf, page, seen);
      td_pdf_fix_annotations (qpdf, page);
      td_pdf_set (qpdf, page, "/Tabs", qpdf_oh_new_name (qpdf, "/S"));
    }
}

typedef struct
{
  qpdf_data qpdf;
  GPtrArray *alts;
  guint next_alt;
  guint n_elements;
} TdStructureFix;

static void
td_structure_fix_element (TdStructureFix *fix, qpdf_oh element, const char *kind)
{
  if (g_str_equal (kind, "/Figure") && fix->alts != NULL && fix->next_alt < fix->alts->len)
    {
      const char *alt = g_ptr_array_index (fix->alts, fix->next_alt++);

      td_pdf_set (fix->qpdf, element, "/Alt",
                  qpdf_oh_new_unicode_string (fix->qpdf, alt != NULL ? alt : ""));
    }
  else if (g_str_equal (kind, "/TH"))
    {
      qpdf_oh attributes = qpdf_oh_new_dictionary (fix->qpdf);

      td_pdf_set (fix->qpdf, attributes, "/O", qpdf_oh_new_name (fix->qpdf, "/Table"));
      td_pdf_set (fix->qpdf, attributes, "/Scope", qpdf_oh_new_name (fix->qpdf, "/Column"));
      td_pdf_set (fix->qpdf, element, "/A", attributes);
    }
}

/* Cells of a table that is not a header have nothing below them that needs care. */
static gboolean
td_structure_is_leaf (const char *kind)
{
  static const char *const leaves[] = {
    "/P", "/TD", "/LBody", "/Span", "/Note", "/H1", "/H2", "/H3"
  };

  for (guint i = 0; i < G_N_ELEMENTS (leaves); i++)
    if (g_str_equal (kind, leaves[i]))
      return TRUE;
  return FALSE;
}

static void
td_structure_fix (TdStructureFix *fix, qpdf_oh element, guint depth)
{
  qpdf_data qpdf = fix->qpdf;
  qpdf_oh kind, children;
  gboolean leaf;

  if (depth > TD_MAX_STRUCTURE_DEPTH || fix->n_elements++ > TD_MAX_STRUCTURE_ELEMENTS ||
      !qpdf_oh_is_dictionary (qpdf, element))
    return;
  kind = qpdf_oh_get_key (qpdf, element, "/S");
  leaf = qpdf_oh_is_name (qpdf, kind) && td_structure_is_leaf (qpdf_oh_get_name (qpdf, kind));
  if (qpdf_oh_is_name (qpdf, kind))
    td_structure_fix_element (fix, element, qpdf_oh_get_name (qpdf, kind));
  /* a handle that is not released lives as long as the file */
  qpdf_oh_release (qpdf, kind);
  if (leaf)
    return;
  children = qpdf_oh_get_key (qpdf, element, "/K");
  if (qpdf_oh_is_array (qpdf, children))
    for (int i = 0; i < qpdf_oh_get_array_n_items (qpdf, children); i++)
      {
        qpdf_oh child = qpdf_oh_get_array_item (qpdf, children, i);

        td_structure_fix (fix, child, depth + 1);
        qpdf_oh_release (qpdf, child);
      }
  else
    td_structure_fix (fix, children, depth + 1);
  qpdf_oh_release (qpdf, children);
}

static void
td_pdf_prepare_objects (qpdf_data qpdf,
                        const char *language,
                        GPtrArray *alts,
                        const TdPdfPlaces *places)
{
  qpdf_oh root = qpdf_get_root (qpdf);
  TdStructureFix fix = { qpdf, alts, 0, 0 };

  td_pdf_add_metadata (qpdf, root);
  td_pdf_add_output_intent (qpdf, root);
  td_pdf_add_viewer (qpdf, root, language);
  if (places != NULL)
    td_pdf_add_places (qpdf, root, places);
  td_pdf_fix_pages (qpdf);
  td_structure_fix (&fix, qpdf_oh_get_key (qpdf, root, "/StructTreeRoot"), 0);
}

static gboolean
td_pdf_flush (const char *path)
{
  int fd = g_open (path, O_RDWR | O_CLOEXEC, 0);
  gboolean done = fd >= 0 && g_fsync (fd) == 0;

  return fd >= 0 && g_close (fd, NULL) && done;
}

/* Written beside its place and renamed: the file is there whole or not at all. It is not collected
 * in memory, where the document already is twice. */
static gboolean
td_pdf_prepare_write (qpdf_data qpdf, const char *path, const char *place, GError **error)
{
  g_autofree char *part = g_strdup_printf ("%s.%08x", path, g_random_int ());

  if (!(qpdf_init_write (qpdf, part) & QPDF_ERRORS))
    {
      qpdf_set_object_stream_mode (qpdf, qpdf_o_generate);
      qpdf_set_minimum_pdf_version (qpdf, "1.7");
      if (qpdf_write (qpdf) & QPDF_ERRORS)
        {
          g_unlink (part);
          return td_pdf_prepare_refuse (qpdf, place, error);
        }
      if (td_pdf_flush (part) && g_rename (part, path) == 0)
        return TRUE;
    }
  td_error_set_at (error, TD_ERROR_FAILED, path, NULL, _ ("The PDF could not be written: %s"),
                   g_strerror (errno));
  g_unlink (part);
  return FALSE;
}

/**
 * td_pdf_prepare_bytes:
 * @pdf: a PDF
 * @path: the file to make or to replace
 * @place: file name for messages about @pdf
 * @language: of the text
 * @figure_alts: (nullable) (element-type utf8): words for the figures in reading order
 * @places: (nullable): of the layout, kept in the file
 * @error: return location
 *
 * Makes @pdf a PDF/A-2b as far as this pass goes.
 *
 * Returns: whether the file is there
 */
gboolean
td_pdf_prepare_bytes (GBytes *pdf,
                      const char *path,
                      const char *place,
                      const char *language,
                      GPtrArray *figure_alts,
                      const TdPdfPlaces *places,
                      GError **error)
{
  qpdf_data qpdf = qpdf_init ();
  gsize length;
  const char *data = g_bytes_get_data (pdf, &length);
  gboolean done;

  qpdf_silence_errors (qpdf);
  qpdf_set_suppress_warnings (qpdf, QPDF_TRUE);
  if (qpdf_read_memory (qpdf, place, data, length, NULL) & QPDF_ERRORS)
    done = td_pdf_prepare_refuse (qpdf, place, error);
  else
    {
      td_pdf_prepare_objects (qpdf, language, figure_alts, places);
      done = qpdf_has_error (qpdf) ? td_pdf_prepare_refuse (qpdf, place, error)
                                   : td_pdf_prepare_write (qpdf, path, place, error);
    }
  qpdf_cleanup (&qpdf);
  return done;
}
