/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-prepare.h"

#include <qpdf/qpdf-c.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "td-error.h"
#include "td-field-font.h"
#include "td-pdf-graft.h"
#include "td-sign-private.h"

#define TD_MM (72.0 / 25.4)

/* Room for the seal: up to this size, and up to the middle of the signature's place */
#define TD_SEAL_ROOM_MM 50.0

typedef struct
{
  TdSignJob job;
  const TdPrepareRequest *request;
  TdPdfUpdate *update;
  GArray *fields; /* (element-type guint32) */
  GString *fonts; /* "/TdR 12 0 R" */
  guint32 page;   /* the page of the widgets that wait */
  GArray *widgets;
} TdPrepare;

/* The widgets of one page are put there in one go. */
static gboolean
td_prepare_flush (TdPrepare *self, GError **error)
{
  gboolean done = self->widgets->len == 0 ||
                  td_pdf_form_add_to_page (self->update, self->job.view, self->page,
                                           (const guint32 *) (gpointer) self->widgets->data,
                                           self->widgets->len, error);

  g_array_set_size (self->widgets, 0);
  return done;
}

/* A field with its widget; @keys are those of its kind. */
static gboolean
td_prepare_add_field (
    TdPrepare *self, const char *title, const TdLayoutRect *rect, const char *keys, GError **error)
{
  guint32 number = td_pdf_update_reserve (self->update);
  double user[4], width, height;
  TdPdfPage page;
  TdLayoutRect inside = *rect;
  GString *out;

  if (!td_pdf_find_page (self->job.view, rect->page, &page))
    return td_pdf_file_refuse (self->job.file, error);
  td_pdf_page_get_size (&page, &width, &height);
  inside.x = CLAMP (rect->x, 0, width);
  inside.y = CLAMP (rect->y, 0, height);
  inside.width = MIN (rect->x + rect->width, width) - inside.x;
  inside.height = MIN (rect->y + rect->height, height) - inside.y;
  if (inside.width < 1 || inside.height < 1)
    return TRUE;
  if (page.number != self->page && !td_prepare_flush (self, error))
    return FALSE;
  td_pdf_page_to_user (&page, &inside, user);
  out = td_pdf_update_begin (self->update, number);
  g_string_append (out, "<< /Type /Annot /Subtype /Widget /T ");
  td_pdf_write_text (out, title);
  g_string_append_printf (out, " /P %u 0 R /Rect [ ", page.number);
  for (guint i = 0; i < 4; i++)
    {
      td_pdf_write_real (out, user[i]);
      g_string_append_c (out, ' ');
    }
  g_string_append_printf (out, "] %s >>", keys);
  td_pdf_update_end (self->update);
  self->page = page.number;
  g_array_append_val (self->widgets, number);
  g_array_append_val (self->fields, number);
  return TRUE;
}

static gboolean
td_prepare_add_text_field (
    TdPrepare *self, const char *title, TdLayoutField field, gboolean italic, GError **error)
{
  guint32 look;
  g_autofree char *keys = NULL, *frame = NULL;
  const char *font = italic ? "TdI" : "TdR";
  TdLayoutRect rect;
  double size;

  if (!td_places_read (self->job.view, field, &rect))
    {
      td_error_set_at (error, TD_ERROR_USAGE, self->job.file->name, NULL,
                       _ ("The file does not say where number and date go. Only documents exported "
                          "by this program do."));
      return FALSE;
    }
  size = td_field_font_size (rect.height);
  frame = td_field_font_frame (&rect, font, td_field_font_add (self->update, self->fonts, italic));
  look = td_pdf_update_reserve (self->update);
  /* An appearance from the start: no program has a reason to make one. */
  td_pdf_update_add_stream (self->update, look, frame, (const guint8 *) "/Tx BMC EMC", 11);
  keys = g_strdup_printf ("/FT /Tx /F 4 /Ff 1 /Q 1 /DA (/%s %d Tf 0 g) /AP << /N %u 0 R >>", font,
                          (int) (size + 0.5), look);
  return td_prepare_add_field (self, title, &rect, keys, error);
}

/* The seal stands over the left third of a picture whose size is not known yet. */
static void
td_prepare_widen_seal (TdLayoutRect *seal, const TdLayoutRect *signature)
{
  double room = TD_SEAL_ROOM_MM * TD_MM;

  seal->page = signature->page;
  seal->x = signature->x + signature->width / 3 - room;
  seal->width = signature->x + signature->width / 2 - seal->x;
  seal->y = signature->y + (signature->height - room) / 2;
  seal->height = room;
}

static gboolean
td_prepare_add_signature_fields (TdPrepare *self, GError **error)
{
  static const char keys[] = "/FT /Sig /F 132";
  TdLayoutRect signature = { 0 }, seal = { 0 };
  gboolean has_signature = self->request->signature != NULL ||
                           td_places_read (self->job.view, TD_LAYOUT_FIELD_SIGNATURE, &signature);
  gboolean has_seal =
      self->request->seal != NULL || td_places_read (self->job.view, TD_LAYOUT_FIELD_SEAL, &seal);

  if (self->request->signature != NULL)
    signature = *self->request->signature;
  if (self->request->seal != NULL)
    seal = *self->request->seal;
  if (has_signature && !td_prepare_add_field (self, TD_FIELD_PERSON, &signature, keys, error))
    return FALSE;
  if (!has_seal && has_signature && !self->request->portable)
    has_seal = TRUE;
  if (has_seal && has_signature && !self->request->portable)
    td_prepare_widen_seal (&seal, &signature);
  return !has_seal || td_prepare_add_field (self, TD_FIELD_ORGANISATION, &seal, keys, error);
}

static gboolean
td_prepare_write (TdPrepare *self, GError **error)
{
  static const char *const set[] = { "SigFlags", "DR", "NeedAppearances", NULL };
  g_autofree char *values = NULL;

  if (self->request->number_fields &&
      !(td_prepare_add_text_field (self, TD_FIELD_NUMBER, TD_LAYOUT_FIELD_NUMBER, FALSE, error) &&
        td_prepare_add_text_field (self, TD_FIELD_DAY, TD_LAYOUT_FIELD_DAY, TRUE, error) &&
        td_prepare_add_text_field (self, TD_FIELD_MONTH, TD_LAYOUT_FIELD_MONTH, TRUE, error)))
    return FALSE;
  if (!td_prepare_add_signature_fields (self, error) || !td_prepare_flush (self, error))
    return FALSE;
  if (self->fields->len == 0)
    return TRUE;
  values = self->fonts->len > 0
               ? g_strdup_printf ("/SigFlags 1 /DR << /Font << %s >> >>", self->fonts->str)
               : g_strdup ("/SigFlags 1");
  return td_pdf_form_add (self->update, self->job.view,
                          (const guint32 *) (gpointer) self->fields->data, self->fields->len, set,
                          values, error);
}

/* One clean revision of the original and the fields. */
static GBytes *
td_prepare_rewrite (GByteArray *pdf, const char *name, GError **error)
{
  qpdf_data qpdf = qpdf_init ();
  GBytes *result = NULL;

  qpdf_silence_errors (qpdf);
  qpdf_set_attempt_recovery (qpdf, QPDF_FALSE);
  if (!(qpdf_read_memory (qpdf, name, (const char *) pdf->data, pdf->len, NULL) & QPDF_ERRORS) &&
      !(qpdf_init_write_memory (qpdf) & QPDF_ERRORS))
    {
      qpdf_set_object_stream_mode (qpdf, qpdf_o_preserve);
      if (!(qpdf_write (qpdf) & QPDF_ERRORS) && !qpdf_has_error (qpdf) &&
          !qpdf_more_warnings (qpdf))
        result = g_bytes_new (qpdf_get_buffer (qpdf), qpdf_get_buffer_length (qpdf));
    }
  if (qpdf_has_error (qpdf))
    qpdf_get_error (qpdf);
  qpdf_cleanup (&qpdf);
  if (result == NULL)
    td_error_set_at (error, TD_ERROR_BAD_INPUT, name, NULL,
                     _ ("The PDF is damaged and cannot be prepared."));
  return result;
}

static gboolean
td_prepare_check (TdSignJob *job, GError **error)
{
  for (guint i = 0; i < job->fields->len; i++)
    {
      const TdPdfField *field = g_ptr_array_index (job->fields, i);

      if (td_pdf_is_name (field->type, "Sig") && field->value != NULL)
        {
          td_error_set_at (error, TD_ERROR_REFUSED, job->file->name, NULL,
                           _ ("The document is signed: preparing it would destroy the signature."));
          return FALSE;
        }
      if (g_strcmp0 (field->name, TD_FIELD_PERSON) == 0)
        {
          td_error_set_at (error, TD_ERROR_REFUSED, job->file->name, NULL,
                           _ ("The document is prepared for signing already."));
          return FALSE;
        }
    }
  return TRUE;
}

/**
 * td_prepare:
 * @pdf: a file without signatures
 * @name: (nullable): file name for messages
 * @request: what to add
 * @error: return location: %TD_ERROR_REFUSED for a signed or prepared file, %TD_ERROR_USAGE where
 *   fields for number and date are wanted and their places are not known, %TD_ERROR_BAD_INPUT,
 *   %TD_ERROR_ENCRYPTED
 *
 * A file that does not know where its signatures go, and for which none is named, gets no fields;
 * it can be signed at a place that is named then.
 *
 * Returns: (nullable) (transfer full): the file with empty fields, as one revision
 */
GBytes *
td_prepare (GBytes *pdf, const char *name, const TdPrepareRequest *request, GError **error)
{
  g_autoptr (TdPdfFile) file = td_pdf_file_open (pdf, name, error);
  g_autoptr (GPtrArray) fields = NULL;
  g_autoptr (TdPdfUpdate) update = NULL;
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GArray) widgets = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GString) fonts = g_string_new (NULL);
  g_autoptr (GByteArray) whole = NULL;
  TdPrepare self = { 0 };

  if (file == NULL || !td_sign_check_file (file, error))
    return NULL;
  self.job.file = file;
  self.job.view = (TdPdfView){ file, 0 };
  self.job.fields = fields = td_pdf_form_list (self.job.view);
  if (!td_prepare_check (&self.job, error))
    return NULL;
  self.request = request;
  self.update = update = td_pdf_update_new (file);
  self.fields = numbers;
  self.fonts = fonts;
  self.widgets = widgets;
  if (!td_prepare_write (&self, error))
    return NULL;
  whole = td_pdf_update_finish (update);
  return td_prepare_rewrite (whole, name, error);
}

static gboolean
td_prepare_fill_field (
    TdSignJob *job, TdPdfUpdate *update, const char *title, const char *text, GError **error)
{
  static const char *const filled[] = { "V", "AP", NULL };
  const TdPdfField *field = td_pdf_form_find (job->fields, title);
  g_autoptr (GString) values = g_string_new ("/V ");
  guint32 look;

  if (text == NULL)
    return TRUE;
  if (field == NULL || field->number == 0 || !td_pdf_is_name (field->type, "Tx") ||
      field->value != NULL)
    {
      td_error_set_at (error, TD_ERROR_REFUSED, job->file->name, NULL,
                       _ ("The document has no empty field for the number and the date."));
      return FALSE;
    }
  look = td_field_font_write (update, job->view, field, text);
  if (look == 0)
    {
      td_error_set_at (error, TD_ERROR_REFUSED, job->file->name, NULL,
                       _ ("“%s” does not fit into the place on the page."), text);
      return FALSE;
    }
  td_pdf_write_text (values, text);
  g_string_append_printf (values, " /AP << /N %u 0 R >>", look);
  td_pdf_write_with (td_pdf_update_begin (update, field->number), field->object, filled,
                     values->str);
  td_pdf_update_end (update);
  return TRUE;
}

/**
 * td_prepare_fill:
 * @pdf: a prepared file, perhaps signed
 * @name: (nullable): file name for messages
 * @number: (nullable): "05"
 * @day: (nullable): "05"
 * @month: (nullable): "02", "6"
 * @error: return location: %TD_ERROR_REFUSED where there is no empty field or the text does not fit
 *
 * Returns: (nullable) (transfer full): the file with an update behind it
 */
GBytes *
td_prepare_fill (GBytes *pdf,
                 const char *name,
                 const char *number,
                 const char *day,
                 const char *month,
                 GError **error)
{
  g_autoptr (TdPdfFile) file = td_pdf_file_open (pdf, name, error);
  g_autoptr (GPtrArray) fields = NULL;
  g_autoptr (TdPdfUpdate) update = NULL;
  TdSignJob job = { 0 };

  if (file == NULL || !td_sign_check_file (file, error))
    return NULL;
  job.file = file;
  job.view = (TdPdfView){ file, 0 };
  job.fields = fields = td_pdf_form_list (job.view);
  update = td_pdf_update_new (file);
  if (!td_prepare_fill_field (&job, update, TD_FIELD_NUMBER, number, error) ||
      !td_prepare_fill_field (&job, update, TD_FIELD_DAY, day, error) ||
      !td_prepare_fill_field (&job, update, TD_FIELD_MONTH, month, error))
    return NULL;
  return g_byte_array_free_to_bytes (td_pdf_update_finish (update));
}
