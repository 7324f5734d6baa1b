/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-document-view.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "td-application.h"
#include "td-document-panel.h"
#include "td-document-steps.h"
#include "td-layout-content.h"
#include "td-plan-preview.h"
#include "td-window.h"

/* An open document: its steps, its pages, and what is known of it. A document without a file shows
 * the pages of its plan as they are now, without any picture of a signature or seal (RULE
 * document-guard). A file from elsewhere has no steps: it is verified and shown.
 *
 * Signal TdDocumentView::changed after the document was read or verified again. */
struct _TdDocumentView
{
  GtkWidget parent_instance;

  GtkWidget *box;
  TdDocumentSteps *steps;
  TdPdfView *pdf;
  AdwFlap *flap;
  TdDocumentPanel *panel;

  TdWorkspace *workspace; /* (nullable): NULL: a file from elsewhere */
  gint64 id;
  TdDocumentState *state; /* (nullable): read */
  GBytes *file;           /* (nullable): what is shown */
  char *anchor;           /* (nullable): the authority of the last verification, if chosen for it */
  char *name;             /* of a file from elsewhere */
  TdVerification *verification;
  TdPlanPreview *preview; /* (nullable): while there is no file */
  GCancellable *cancellable;
  gboolean guides;
};

G_DEFINE_FINAL_TYPE (TdDocumentView, td_document_view, GTK_TYPE_WIDGET)

static guint changed_signal;

static gboolean
is_alive (TdDocumentView *self)
{
  return self->box != NULL;
}

static void
emit_changed (TdDocumentView *self)
{
  g_signal_emit (self, changed_signal, 0);
}

/* Frames at the places of the signatures: blue the person's, red the agency's. */
static void
update_guides (TdDocumentView *self)
{
  static const GdkRGBA blue = { 0.1f, 0.37f, 0.7f, 1.f };
  static const GdkRGBA red = { 0.75f, 0.1f, 0.15f, 1.f };
  g_autoptr (GArray) marks = g_array_new (FALSE, FALSE, sizeof (TdPageMark));
  TdLayout *layout = self->preview != NULL ? td_plan_preview_get_layout (self->preview) : NULL;
  TdPageMark mark = { { 0 }, blue, TRUE };

  for (guint i = 0; self->verification != NULL && i < self->verification->signatures->len; i++)
    {
      const TdSignature *signature = g_ptr_array_index (self->verification->signatures, i);

      mark.rect = signature->place;
      mark.color = g_strcmp0 (signature->field, TD_FIELD_ORGANISATION) == 0 ? red : blue;
      if (signature->has_place)
        g_array_append_val (marks, mark);
    }
  if (layout != NULL && td_layout_get_field (layout, TD_LAYOUT_FIELD_SIGNATURE, &mark.rect))
    {
      mark.color = blue;
      g_array_append_val (marks, mark);
    }
  if (layout != NULL && td_layout_get_field (layout, TD_LAYOUT_FIELD_SEAL, &mark.rect))
    {
      mark.color = red;
      g_array_append_val (marks, mark);
    }
  td_pdf_view_set_guides (self->pdf, self->guides ? marks : NULL);
}

/* Verifying */

static void
verified_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TdDocumentView) self = user_data;
  g_autoptr (GError) error = NULL;
  TdVerification *verification = td_document_verify_finish (result, &error);

  if (!is_alive (self) || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      td_verification_free (verification);
      return;
    }
  g_clear_pointer (&self->verification, td_verification_free);
  self->verification = verification;
  td_document_panel_set_verification (self->panel, verification, self->anchor, error);
  update_guides (self);
  emit_changed (self);
}

static GSettings *
settings_of (TdDocumentView *self)
{
  TdWindow *window = td_window_of (GTK_WIDGET (self));

  return window != NULL ? td_settings_of (GTK_WINDOW (window)) : NULL;
}

/**
 * td_document_view_verify_with:
 * @self: a view
 * @anchor: (nullable): the certificate of an authority, a PEM file, that alone is trusted this
 * time; %NULL: those of the preferences
 *
 * Verifies the signatures of the file.
 */
void
td_document_view_verify_with (TdDocumentView *self, const char *anchor)
{
  GSettings *settings = settings_of (self);
  gboolean system_trust =
      anchor == NULL && settings != NULL && g_settings_get_boolean (settings, "trust-system");

  g_free (self->anchor);
  self->anchor = g_strdup (anchor);
  if (self->file == NULL)
    {
      td_document_panel_set_verification (self->panel, NULL, NULL, NULL);
      return;
    }
  td_document_panel_set_verifying (self->panel);
  td_document_verify_async (self->file, td_document_view_get_name (self), anchor, system_trust,
                            self->cancellable, verified_cb, g_object_ref (self));
}

/**
 * td_document_view_verify:
 * @self: a view
 *
 * Verifies the signatures of the file with the authorities of the preferences.
 */
void
td_document_view_verify (TdDocumentView *self)
{
  td_document_view_verify_with (self, NULL);
}

/* Pages */

static void
content_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TdDocumentView) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TdPageContent) content = td_pdf_content_open_finish (result, &error);
  TdWindow *window;

  if (!is_alive (self))
    return;
  if (content == NULL)
    {
      window = td_window_of (GTK_WIDGET (self));
      if (window != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        td_window_show_error (window, _ ("The file could not be shown"), error);
      return;
    }
  td_pdf_view_set_content (self->pdf, content);
  if (self->workspace == NULL)
    {
      td_document_panel_set_file (self->panel, self->name, g_bytes_get_size (self->file),
                                  td_page_content_get_n_pages (content));
      td_document_view_verify (self);
    }
  emit_changed (self);
}

static void
show_file (TdDocumentView *self, GBytes *file)
{
  if (self->file == file)
    return;
  g_clear_pointer (&self->file, g_bytes_unref);
  self->file = g_bytes_ref (file);
  td_pdf_view_open_async (self->pdf, file, self->cancellable, content_opened_cb,
                          g_object_ref (self));
}

static void
layout_changed_cb (TdDocumentView *self)
{
  TdLayout *layout = td_plan_preview_get_layout (self->preview);
  g_autoptr (TdPageContent) content =
      layout != NULL ? td_layout_content_new (layout, td_style_nd30 ()) : NULL;

  if (content != NULL)
    td_pdf_view_set_content (self->pdf, content);
  update_guides (self);
}

static void
show_plan (TdDocumentView *self, gint64 plan_id)
{
  if (self->preview != NULL || plan_id == 0)
    return;
  g_clear_pointer (&self->file, g_bytes_unref);
  self->preview = td_plan_preview_new (self->workspace, plan_id);
  g_signal_connect_object (self->preview, "notify::layout", G_CALLBACK (layout_changed_cb), self,
                           G_CONNECT_SWAPPED);
  layout_changed_cb (self);
}

/* Reading */

static gboolean
same_file (const TdDocumentState *a, const TdDocumentState *b)
{
  return a != NULL && b != NULL && a->row != NULL && b->row != NULL &&
         g_strcmp0 (a->row->file_hash, b->row->file_hash) == 0;
}

static void
take_state (TdDocumentView *self, TdDocumentState *state)
{
  gboolean same = same_file (self->state, state);

  g_clear_pointer (&self->state, td_document_state_free);
  self->state = state;
  td_document_steps_set (self->steps, state->row, state->acts);
  td_document_panel_set_document (self->panel, state->row, state->acts);
  if (state->row == NULL)
    return;
  if (state->file != NULL && !same)
    {
      if (self->preview != NULL)
        g_signal_handlers_disconnect_by_data (self->preview, self);
      g_clear_object (&self->preview);
      g_clear_pointer (&self->verification, td_verification_free);
      show_file (self, state->file);
    }
  else if (state->file == NULL)
    {
      g_clear_pointer (&self->verification, td_verification_free);
      show_plan (self, state->row->plan_id);
    }
  if (same && self->verification != NULL)
    td_document_panel_set_verification (self->panel, self->verification, self->anchor, NULL);
  else
    td_document_view_verify (self);
  update_guides (self);
  emit_changed (self);
}

static void
read_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TdDocumentView) self = user_data;
  g_autoptr (GError) error = NULL;
  TdDocumentState *state = td_document_state_read_finish (TD_WORKSPACE (source), result, &error);
  TdWindow *window = is_alive (self) ? td_window_of (GTK_WIDGET (self)) : NULL;

  if (state != NULL && is_alive (self))
    take_state (self, state);
  else
    td_document_state_free (state);
  if (error != NULL && window != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    td_window_show_error (window, _ ("The document could not be read"), error);
}

/**
 * td_document_view_reload:
 * @self: a view of a document of the register
 *
 * Reads the document again.
 */
void
td_document_view_reload (TdDocumentView *self)
{
  if (self->workspace != NULL)
    td_document_state_read_async (self->workspace, self->id, self->cancellable, read_done_cb,
                                  g_object_ref (self));
}

static void
workspace_changed_cb (TdDocumentView *self, guint64 kinds)
{
  if (kinds & ((G_GUINT64_CONSTANT (1) << TD_KIND_ISSUED_DOCUMENT) |
               (G_GUINT64_CONSTANT (1) << TD_KIND_DOCUMENT_ACT)))
    td_document_view_reload (self);
}

static void
place_activated_cb (TdDocumentView *self, TdLayoutRect *place)
{
  td_pdf_view_show_place (self->pdf, place);
}

/**
 * td_document_view_set_guides:
 * @self: a view
 * @shown: whether the places of signature and seal are framed
 */
void
td_document_view_set_guides (TdDocumentView *self, gboolean shown)
{
  self->guides = shown;
  update_guides (self);
}

/**
 * td_document_view_get_id:
 * @self: a view
 *
 * Returns: the document, 0: a file from elsewhere
 */
gint64
td_document_view_get_id (TdDocumentView *self)
{
  return self->id;
}

/**
 * td_document_view_get_state:
 * @self: a view
 *
 * Returns: (nullable) (transfer none): the document as it was read last
 */
const TdDocumentState *
td_document_view_get_state (TdDocumentView *self)
{
  return self->state != NULL && self->state->row != NULL ? self->state : NULL;
}

/**
 * td_document_view_get_verification:
 * @self: a view
 *
 * Returns: (nullable) (transfer none): what the signatures said last
 */
const TdVerification *
td_document_view_get_verification (TdDocumentView *self)
{
  return self->verification;
}

/**
 * td_document_view_get_file:
 * @self: a view
 *
 * Returns: (nullable) (transfer none): the file that is shown
 */
GBytes *
td_document_view_get_file (TdDocumentView *self)
{
  return self->file;
}

/**
 * td_document_view_get_name:
 * @self: a view
 *
 * Returns: (nullable): the name of the file
 */
const char *
td_document_view_get_name (TdDocumentView *self)
{
  if (self->workspace == NULL)
    return self->name;

  return self->state != NULL && self->state->row != NULL ? self->state->row->file_name : NULL;
}

/**
 * td_document_view_get_pdf:
 * @self: a view
 *
 * Returns: (transfer none): the part with the pages
 */
TdPdfView *
td_document_view_get_pdf (TdDocumentView *self)
{
  return self->pdf;
}

static gboolean
td_document_view_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (TD_DOCUMENT_VIEW (widget)->pdf));
}

/**
 * td_document_view_focus_region:
 * @self: a view
 * @step: +1 or -1
 *
 * F6: the steps, the pages, the panel.
 *
 * Returns: %FALSE when the focus leaves the view
 */
gboolean
td_document_view_focus_region (TdDocumentView *self, int step)
{
  GtkWidget *regions[] = { gtk_widget_get_first_child (self->box), GTK_WIDGET (self->pdf),
                           GTK_WIDGET (self->panel) };
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  int n = (int) G_N_ELEMENTS (regions);
  int at = step > 0 ? -1 : n;

  for (int i = 0; focus != NULL && i < n; i++)
    {
      if (gtk_widget_is_ancestor (focus, regions[i]))
        at = i;
    }
  for (at += step; at >= 0 && at < n; at += step)
    {
      if (gtk_widget_get_mapped (regions[at]) &&
          (gtk_widget_grab_focus (regions[at]) ||
           gtk_widget_child_focus (regions[at], GTK_DIR_TAB_FORWARD)))
        return TRUE;
    }

  return FALSE;
}

static void
td_document_view_dispose (GObject *object)
{
  TdDocumentView *self = TD_DOCUMENT_VIEW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->preview);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (td_document_view_parent_class)->dispose (object);
}

static void
td_document_view_finalize (GObject *object)
{
  TdDocumentView *self = TD_DOCUMENT_VIEW (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->state, td_document_state_free);
  g_clear_pointer (&self->verification, td_verification_free);
  g_clear_pointer (&self->file, g_bytes_unref);
  g_free (self->anchor);
  g_free (self->name);

  G_OBJECT_CLASS (td_document_view_parent_class)->finalize (object);
}

static void
td_document_view_class_init (TdDocumentViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = td_document_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = td_document_view_finalize;
  widget_class->grab_focus = td_document_view_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "documentview");
  changed_signal = g_signal_new ("changed", TD_TYPE_DOCUMENT_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

/* The way back to the register, then the steps */
static GtkWidget *
head_new (GtkWidget *steps)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *back = gtk_button_new_from_icon_name ("go-previous-symbolic");

  gtk_widget_set_valign (back, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (back, "flat");
  gtk_widget_set_tooltip_text (back, _ ("Back to the register"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (back), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Back to the register"), -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (back), "page.list");
  gtk_widget_add_css_class (head, "td-document-head");
  gtk_widget_set_hexpand (steps, TRUE);
  gtk_box_append (GTK_BOX (head), back);
  gtk_box_append (GTK_BOX (head), steps);

  return head;
}

static void
td_document_view_init (TdDocumentView *self)
{
  GtkWidget *steps = td_document_steps_new ();
  GtkWidget *pdf = td_pdf_view_new ();
  GtkWidget *panel = td_document_panel_new ();
  GtkWidget *flap = adw_flap_new ();

  self->cancellable = g_cancellable_new ();
  self->steps = TD_DOCUMENT_STEPS (steps);
  self->pdf = TD_PDF_VIEW (pdf);
  self->panel = TD_DOCUMENT_PANEL (panel);
  self->flap = ADW_FLAP (flap);
  gtk_widget_set_size_request (panel, 340, -1);
  gtk_widget_set_size_request (pdf, 480, -1);
  gtk_widget_set_hexpand (pdf, TRUE);
  adw_flap_set_content (self->flap, pdf);
  adw_flap_set_flap (self->flap, panel);
  adw_flap_set_flap_position (self->flap, GTK_PACK_END);
  gtk_widget_set_vexpand (flap, TRUE);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (self->box), head_new (steps));
  gtk_box_append (GTK_BOX (self->box), flap);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  g_signal_connect_object (panel, "place-activated", G_CALLBACK (place_activated_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * td_document_view_new:
 * @workspace: where the document is
 * @id: the document
 *
 * Returns: a view of a document of the register
 */
GtkWidget *
td_document_view_new (TdWorkspace *workspace, gint64 id)
{
  TdDocumentView *self = g_object_new (TD_TYPE_DOCUMENT_VIEW, NULL);

  self->workspace = g_object_ref (workspace);
  self->id = id;
  g_signal_connect_object (workspace, "changed", G_CALLBACK (workspace_changed_cb), self,
                           G_CONNECT_SWAPPED);
  td_document_view_reload (self);

  return GTK_WIDGET (self);
}

/**
 * td_document_view_new_for_file:
 * @file: a PDF from elsewhere that the guard of the reader has let through
 * @name: its name
 *
 * Returns: a view of it
 */
GtkWidget *
td_document_view_new_for_file (GBytes *file, const char *name)
{
  TdDocumentView *self = g_object_new (TD_TYPE_DOCUMENT_VIEW, NULL);

  self->name = g_strdup (name);
  gtk_widget_set_visible (GTK_WIDGET (self->steps), FALSE);
  show_file (self, file);

  return GTK_WIDGET (self);
}
