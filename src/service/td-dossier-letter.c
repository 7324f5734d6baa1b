/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-dossier-letter.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "td-data-resources.h"
#include "td-date.h"
#include "td-docx-writer.h"
#include "td-error.h"
#include "td-letter-private.h"
#include "td-output-file.h"
#include "td-pdf.h"
#include "td-plan-export.h"
#include "td-query.h"
#include "td-text.h"

#define FORMS "/vn/tiendo/TienDo/policies/letter-forms.ini"

static const char *const nicks[TD_N_LETTERS] = { "receipt", "supplement", "refusal", "apology",
                                                 "stop",    "control",    "ledger" };

static const char *const labels[TD_N_LETTERS] = {
  N_ ("Receipt"),
  N_ ("Request for a supplement"),
  N_ ("Refusal"),
  N_ ("Letter of apology"),
  N_ ("Notice of stopping"),
  N_ ("Control slip"),
  N_ ("Ledger of the due time"),
};

const char *
td_letter_kind_nick (TdLetterKind kind)
{
  return (guint) kind < TD_N_LETTERS ? nicks[kind] : NULL;
}

gboolean
td_letter_kind_parse (const char *nick, TdLetterKind *kind)
{
  for (guint i = 0; i < TD_N_LETTERS; i++)
    {
      if (g_strcmp0 (nick, nicks[i]) == 0)
        {
          *kind = (TdLetterKind) i;
          return TRUE;
        }
    }

  return FALSE;
}

/**
 * td_letter_kind_label:
 * @kind: a kind of paper
 *
 * Returns: (nullable): what the window calls it, translated
 */
const char *
td_letter_kind_label (TdLetterKind kind)
{
  return (guint) kind < TD_N_LETTERS ? _ (labels[kind]) : NULL;
}

void
td_letter_form_free (TdLetterForm *form)
{
  if (form == NULL)
    return;
  g_free (form->id);
  g_free (form->number);
  g_free (form->title);
  g_free (form->law);
  g_free (form->signer);
  g_free (form);
}

static TdLetterForm *
read_form (GKeyFile *keys, const char *group)
{
  TdLetterForm *form = g_new0 (TdLetterForm, 1);
  g_autofree char *paper = g_key_file_get_string (keys, group, "paper", NULL);

  form->id = g_strdup (group);
  form->number = g_key_file_get_string (keys, group, "number", NULL);
  form->title = g_key_file_get_string (keys, group, "title", NULL);
  if (form->title != NULL)
    g_strdelimit (form->title, "|", '\n');
  form->law = g_key_file_get_string (keys, group, "law", NULL);
  form->signer = g_key_file_get_string (keys, group, "signer", NULL);
  form->a5 = g_strcmp0 (paper, "A5") == 0;
  form->extends = g_key_file_get_boolean (keys, group, "extends", NULL);

  return form;
}

/**
 * td_letter_form_at:
 * @kind: a kind of paper
 * @at: when it is made
 * @error: return location; TD_ERROR_NOT_FOUND when no form is in force then
 *
 * Returns: (nullable) (transfer full): the form in force
 */
TdLetterForm *
td_letter_form_at (TdLetterKind kind, TdMoment at, GError **error)
{
  g_autoptr (GKeyFile) keys = g_key_file_new ();
  g_autoptr (GBytes) bytes =
      g_resource_lookup_data (td_data_get_resource (), FORMS, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  g_autofree char *iso = td_moment_format (at);
  g_auto (GStrv) groups = NULL;

  if (bytes == NULL ||
      !g_key_file_load_from_data (keys, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                                  G_KEY_FILE_NONE, error))
    return NULL;
  iso[10] = '\0';
  groups = g_key_file_get_groups (keys, NULL);
  for (guint i = 0; groups[i] != NULL; i++)
    {
      g_autofree char *nick = g_key_file_get_string (keys, groups[i], "kind", NULL);
      g_autofree char *from = g_key_file_get_string (keys, groups[i], "valid-from", NULL);
      g_autofree char *to = g_key_file_get_string (keys, groups[i], "valid-to", NULL);

      if (g_strcmp0 (nick, nicks[kind]) == 0 && g_strcmp0 (from, iso) <= 0 &&
          (to == NULL || strcmp (to, iso) >= 0))
        return read_form (keys, groups[i]);
    }

  td_error_set_at (error, TD_ERROR_NOT_FOUND, NULL, NULL, _ ("No form “%s” is in force on %s."),
                   nicks[kind], iso);
  return NULL;
}

/**
 * td_letter_form_describe:
 * @kind: a kind of paper
 * @at: when it is made
 * @error: return location; TD_ERROR_NOT_FOUND when no form is in force then
 *
 * Returns: (nullable) (transfer full): the form in force: "Mẫu số 04 – Phiếu xin lỗi … (Thông tư số
 *   01/2018/TT-VPCP)"
 */
char *
td_letter_form_describe (TdLetterKind kind, TdMoment at, GError **error)
{
  g_autoptr (TdLetterForm) form = td_letter_form_at (kind, at, error);
  g_autofree char *flat = NULL;
  g_autofree char *title = NULL;

  if (form == NULL)
    return NULL;
  flat = g_strdelimit (g_strdup (form->title), "\n", ' ');
  title = td_text_sentence_case (flat);

  return td_text_is_blank (form->law)
             ? g_steal_pointer (&title)
             : g_strdup_printf ("%s – %s (%s)", form->number, title, form->law);
}

/**
 * td_letter_set_agency:
 * @connection: where to read
 * @letter: (inout): gets the names of the office, to be freed by td_letter_clear_agency()
 * @error: return location
 *
 * Returns: whether they were read
 */
gboolean
td_letter_set_agency (TdConnection *connection, TdLetter *letter, GError **error)
{
  g_autoptr (TdQuery) query = td_query_new (TD_KIND_AGENCY);
  g_autoptr (GPtrArray) rows = td_query_list (query, connection, error);

  if (rows == NULL)
    return FALSE;
  if (rows->len > 0)
    {
      const TdAgencyRow *agency = g_ptr_array_index (rows, 0);

      letter->agency =
          g_strdup (agency->printed_name != NULL ? agency->printed_name : agency->name);
      letter->agency_name = g_strdup (agency->name);
      letter->parent = g_strdup (agency->parent_name);
      letter->place = g_strdup (agency->place);
      letter->contact = g_strdup (agency->address);
    }

  return TRUE;
}

void
td_letter_clear_agency (TdLetter *letter)
{
  g_free ((char *) letter->agency);
  g_free ((char *) letter->agency_name);
  g_free ((char *) letter->parent);
  g_free ((char *) letter->place);
  g_free ((char *) letter->contact);
  letter->agency = letter->agency_name = letter->parent = letter->place = letter->contact = NULL;
}

/* RULE tt01-2018-a5: the slips are half a sheet. What is on a whole one is the ledger, a table that
 * has to stand on one page. */
static TdStyle *
style_of (gboolean a5)
{
  TdStyle *style = td_style_copy (td_style_nd30 ());

  if (!a5)
    {
      style->margin_top_mm = style->margin_bottom_mm = 15;
      style->body_pt = 12;
      style->body_space_pt = 3;
      style->table_padding_mm = 0.7;
      return style;
    }
  style->page_width_mm = 148;
  style->page_height_mm = 210;
  style->margin_left_mm = 15;
  style->margin_right_mm = 10;
  style->margin_top_mm = 10;
  style->margin_bottom_mm = 10;
  style->body_pt = 11.5;
  style->body_space_pt = 3;
  style->body_indent_mm = 8;
  style->table_pt = 10;
  style->page_number_pt = 10;

  return style;
}

/**
 * td_letter_layout_new:
 * @document: papers
 * @a5: whether they are half a sheet
 *
 * Returns: (transfer full): their pages, to be shown or printed
 */
TdLayout *
td_letter_layout_new (TdBlock *document, gboolean a5)
{
  g_autofree TdStyle *style = style_of (a5);

  return td_layout_new (document, style, NULL);
}

typedef struct
{
  TdBlock *document;
  TdStyle *style;
} Writing;

static gboolean
write_pdf (const char *path, gpointer data, GError **error)
{
  Writing *writing = data;

  return td_pdf_write_document (td_block_ref (writing->document), writing->style, path, error);
}

/**
 * td_letter_write:
 * @document: one or several papers, a part each
 * @a5: whether they are half a sheet
 * @path: .pdf or .docx
 * @replace: whether an existing file may be replaced
 * @error: return location
 *
 * Returns: whether the file was written
 */
gboolean
td_letter_write (TdBlock *document, gboolean a5, const char *path, gboolean replace, GError **error)
{
  g_autofree TdStyle *style = style_of (a5);
  Writing writing = { document, style };
  g_autoptr (GBytes) bytes = NULL;

  switch (td_plan_format_of (path))
    {
    case TD_PLAN_FORMAT_PDF:
      return td_output_file_write (path, replace, write_pdf, &writing, error);
    case TD_PLAN_FORMAT_DOCX:
      bytes = td_docx_write (document, style, error);
      return bytes != NULL && td_output_file_write_bytes (path, replace, bytes, error);
    default:
      td_error_set_at (error, TD_ERROR_USAGE, path, NULL,
                       _ ("A letter is written as .pdf or .docx."));
      return FALSE;
    }
}
