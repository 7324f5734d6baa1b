/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-pdf-graft.h"

#include "td-pdf-pages.h"

typedef struct
{
  TdPdfUpdate *update;
  TdPdfView from;
  GHashTable *known; /* number there -> number here */
} TdPdfGraft;

static void td_pdf_graft_write (TdPdfGraft *graft, GString *out, const TdPdfObject *object);

/* Numbers are given before an object is written: two may name each other. */
static guint32
td_pdf_graft_number (TdPdfGraft *graft, guint32 number)
{
  gpointer known = g_hash_table_lookup (graft->known, GUINT_TO_POINTER (number));
  TdPdfObject *object;
  g_autoptr (GString) text = NULL;
  guint32 here;

  if (known != NULL)
    return GPOINTER_TO_UINT (known);
  here = td_pdf_update_reserve (graft->update);
  g_hash_table_insert (graft->known, GUINT_TO_POINTER (number), GUINT_TO_POINTER (here));
  object = td_pdf_view_get (graft->from, number);
  text = g_string_new (NULL);
  td_pdf_graft_write (graft, text, object);
  if (object != NULL && object->is_stream)
    {
      g_string_append (text, "\nstream\n");
      g_string_append_len (text, (const char *) graft->from.file->data + object->data_start,
                           (gssize) object->data_length);
      g_string_append (text, "\nendstream");
    }
  g_string_append_len (td_pdf_update_begin (graft->update, here), text->str, (gssize) text->len);
  td_pdf_update_end (graft->update);
  return here;
}

static void
td_pdf_graft_write (TdPdfGraft *graft, GString *out, const TdPdfObject *object)
{
  if (object == NULL)
    {
      g_string_append (out, "null");
      return;
    }
  switch (object->type)
    {
    case TD_PDF_ARRAY:
      g_string_append (out, "[ ");
      for (guint i = 0; i < object->as.array.n; i++)
        {
          td_pdf_graft_write (graft, out, object->as.array.items[i]);
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
          td_pdf_graft_write (graft, out, object->as.dictionary.pairs[i].value);
          g_string_append_c (out, ' ');
        }
      g_string_append (out, ">>");
      break;
    case TD_PDF_REFERENCE:
      g_string_append_printf (out, "%u 0 R",
                              td_pdf_graft_number (graft, object->as.reference.number));
      break;
    case TD_PDF_NULL:
    case TD_PDF_BOOLEAN:
    case TD_PDF_INTEGER:
    case TD_PDF_REAL:
    case TD_PDF_STRING:
    case TD_PDF_NAME:
    default:
      td_pdf_write_object (out, object);
      break;
    }
}

/**
 * td_pdf_graft_object:
 * @update: gets the object and all that it needs
 * @from: a small file of our own making
 * @object: a reference there
 * @known: (element-type guint guint): numbers there and here of what was taken already
 *
 * Returns: its number here
 */
guint32
td_pdf_graft_object (TdPdfUpdate *update,
                     TdPdfView from,
                     const TdPdfObject *object,
                     GHashTable *known)
{
  TdPdfGraft graft = { update, from, known };

  g_return_val_if_fail (object != NULL && object->type == TD_PDF_REFERENCE, 0);

  return td_pdf_graft_number (&graft, object->as.reference.number);
}

/**
 * td_pdf_graft_page:
 * @update: gets the page
 * @pdf: a file of our own making with one page
 * @keys: of the appearance besides its resources
 *
 * Returns: number of an appearance that shows the page; 0 where the file is none of ours
 */
guint32
td_pdf_graft_page (TdPdfUpdate *update, GBytes *pdf, const char *keys)
{
  g_autoptr (TdPdfFile) file = td_pdf_file_open (pdf, NULL, NULL);
  TdPdfView view = { file, 0 };
  g_autoptr (GHashTable) known = g_hash_table_new (NULL, NULL);
  TdPdfGraft graft = { update, view, known };
  g_autoptr (GString) all = g_string_new (keys);
  TdPdfObject *content;
  TdPdfPage page;
  guint32 number;

  if (file == NULL || !td_pdf_find_page (view, 0, &page))
    return 0;
  content = td_pdf_view_lookup (view, page.page, "Contents");
  if (content == NULL || !content->is_stream)
    return 0;
  g_string_append (all, " /Resources ");
  td_pdf_graft_write (&graft, all, td_pdf_lookup (page.page, "Resources"));
  if (td_pdf_lookup (content, "Filter") != NULL)
    {
      g_string_append (all, " /Filter ");
      td_pdf_write_object (all, td_pdf_lookup (content, "Filter"));
    }
  number = td_pdf_update_reserve (update);
  td_pdf_update_add_stream (update, number, all->str, file->data + content->data_start,
                            content->data_length);
  return number;
}
