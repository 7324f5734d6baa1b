/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-document-panel.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "td-date.h"
#include "td-document-state.h"
#include "td-sign.h"
#include "td-signature-card.h"

/* What stands beside the pages: the verdict on the signatures, what has to hold before the document
 * may be issued, what the register says, and what was done when by whom.
 *
 * Signals: TdDocumentPanel::place-activated (pointer to a TdLayoutRect) after a click on a card
 * whose signature is seen on a page. */
struct _TdDocumentPanel
{
  GtkWidget parent_instance;

  GtkWidget *scroller;
  GtkWidget *signatures; /* boxes, filled anew */
  GtkWidget *conditions;
  GtkWidget *facts;
  GtkWidget *acts;

  TdIssuedDocumentRow *document; /* (nullable): NULL: a file that is not in the register */
  guint pages;
};

G_DEFINE_FINAL_TYPE (TdDocumentPanel, td_document_panel, GTK_TYPE_WIDGET)

static guint place_activated_signal;

static void
empty (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)))
    gtk_box_remove (GTK_BOX (box), child);
}

static GtkWidget *
heading_new (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "td-lbl");

  return label;
}

static GtkWidget *
card_new (void)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);

  gtk_widget_add_css_class (card, "td-card");
  gtk_widget_add_css_class (card, "td-signature-card");

  return card;
}

static GtkWidget *
condition_new (gboolean met, const char *text)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *icon = gtk_image_new_from_icon_name (met ? "td-done-symbolic" : "td-todo-symbolic");
  GtkWidget *label = gtk_label_new (text);
  g_autofree char *words = g_strdup_printf ("%s: %s", text, met ? _ ("yes") : _ ("not yet"));

  gtk_widget_add_css_class (icon, met ? "td-done" : "td-todo");
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 1);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);

  return box;
}

/* What the signatures say of the conditions of issue */
typedef struct
{
  guint people;
  gboolean intact;
  gboolean trusted;
  gboolean placed;
} Summary;

static Summary
summarize (const TdVerification *verification)
{
  Summary summary = { 0, verification->problems->len == 0, TRUE, TRUE };

  for (guint i = 0; i < verification->signatures->len; i++)
    {
      const TdSignature *signature = g_ptr_array_index (verification->signatures, i);

      summary.intact &= signature->intact && signature->status != TD_SIGNATURE_INVALID;
      summary.trusted &= signature->trusted;
      if (signature->is_document_timestamp)
        continue;
      summary.people++;
      summary.placed &= signature->has_place;
    }

  return summary;
}

static void
show_conditions (TdDocumentPanel *self, const TdVerification *verification)
{
  const TdIssuedDocumentRow *document = self->document;
  GtkWidget *card;
  Summary summary = { 0 };
  gboolean paper;

  empty (self->conditions);
  if (document == NULL || td_document_is_closed (document))
    return;

  if (verification != NULL)
    summary = summarize (verification);
  paper = g_strcmp0 (document->form, TD_DOCUMENT_PAPER) == 0;
  card = card_new ();
  gtk_box_append (GTK_BOX (card),
                  condition_new (td_document_reached (document, TD_DOCUMENT_CHECKED),
                                 _ ("Checked, without errors")));
  gtk_box_append (GTK_BOX (card),
                  condition_new (document->code_number != NULL, _ ("Number and date are given")));
  if (paper)
    gtk_box_append (GTK_BOX (card), condition_new (document->scan_hash != NULL,
                                                   _ ("The signed paper is attached")));
  else
    {
      gtk_box_append (GTK_BOX (card),
                      condition_new (summary.people > 0, _ ("Signed by the person in authority")));
      gtk_box_append (GTK_BOX (card),
                      condition_new (summary.people > 1, _ ("Signed by the agency")));
      gtk_box_append (GTK_BOX (card), condition_new (summary.people > 0 && summary.intact,
                                                     _ ("Unchanged since it was signed")));
      gtk_box_append (GTK_BOX (card), condition_new (summary.people > 0 && summary.trusted,
                                                     _ ("The certificates are trusted")));
      gtk_box_append (GTK_BOX (card), condition_new (summary.people > 0 && summary.placed,
                                                     _ ("Pictures at the place of Decree 30")));
    }
  gtk_box_append (GTK_BOX (self->conditions), heading_new (_ ("Conditions of issue")));
  gtk_box_append (GTK_BOX (self->conditions), card);
}

static const char *
priority_words (gint64 priority)
{
  static const char *const words[] = { N_ ("Normal"), N_ ("Urgent"), N_ ("Very urgent"),
                                       N_ ("Express") };

  return _ (words[CLAMP (priority, 0, 3)]);
}

static void
show_facts (TdDocumentPanel *self)
{
  const TdIssuedDocumentRow *document = self->document;
  g_autofree char *symbol = td_document_symbol (document);
  g_autofree char *date =
      document->issued_date != NULL ? td_date_display_iso (document->issued_date) : NULL;
  g_autofree char *size =
      document->file_hash != NULL ? g_format_size ((guint64) document->file_size) : NULL;
  g_autofree char *file = size != NULL && document->file_name != NULL
                              ? g_strdup_printf ("%s · %s", document->file_name, size)
                              : NULL;
  g_autofree char *copies = g_strdup_printf ("%" PRId64, document->copies);
  GtkWidget *card = card_new ();

  gtk_box_append (GTK_BOX (card),
                  td_fact_line_new (_ ("State"), td_document_state_label (document->state)));
  gtk_box_append (GTK_BOX (card), td_fact_line_new (_ ("Number, symbol"), symbol));
  gtk_box_append (GTK_BOX (card), td_fact_line_new (_ ("Date of issue"), date));
  gtk_box_append (GTK_BOX (card), td_fact_line_new (_ ("Signer"), document->signer_name));
  gtk_box_append (GTK_BOX (card),
                  td_fact_line_new (_ ("Urgency"), priority_words (document->priority)));
  gtk_box_append (GTK_BOX (card), td_fact_line_new (_ ("Copies"), copies));
  gtk_box_append (GTK_BOX (card), td_fact_line_new (_ ("File"), file));
  if (document->file_hash != NULL)
    gtk_box_append (GTK_BOX (card), td_fact_line_new (_ ("SHA-256"), document->file_hash));
  gtk_box_append (GTK_BOX (self->facts), heading_new (_ ("Register of documents")));
  gtk_box_append (GTK_BOX (self->facts), card);
}

static void
show_acts (TdDocumentPanel *self, const GPtrArray *acts)
{
  GtkWidget *card = card_new ();

  for (guint i = 0; i < acts->len; i++)
    {
      const TdDocumentActRow *act = g_ptr_array_index ((GPtrArray *) acts, i);
      g_autofree char *at =
          act->at != NULL && strlen (act->at) >= 16
              ? g_strdup_printf ("%.2s/%.2s %.5s", act->at + 8, act->at + 5, act->at + 11)
              : NULL;
      g_autofree char *words = g_strjoin (" · ", td_document_act_label (act->act),
                                          act->who != NULL ? act->who : "–", act->note, NULL);

      gtk_box_append (GTK_BOX (card), td_fact_line_new (at != NULL ? at : "", words));
    }
  gtk_box_append (GTK_BOX (self->acts), heading_new (_ ("What was done")));
  gtk_box_append (GTK_BOX (self->acts), card);
}

/**
 * td_document_panel_set_document:
 * @self: a panel
 * @document: (nullable): a document of the register; %NULL for a file from elsewhere
 * @acts: (nullable) (element-type TdDocumentActRow): what was done with it
 *
 * Shows what the register knows.
 */
void
td_document_panel_set_document (TdDocumentPanel *self,
                                const TdIssuedDocumentRow *document,
                                const GPtrArray *acts)
{
  g_return_if_fail (TD_IS_DOCUMENT_PANEL (self));

  td_row_free (TD_KIND_ISSUED_DOCUMENT, self->document);
  self->document = document != NULL ? td_row_copy (TD_KIND_ISSUED_DOCUMENT, document) : NULL;
  self->pages = document != NULL ? (guint) document->pages : 0;
  empty (self->facts);
  empty (self->acts);
  empty (self->signatures);
  show_conditions (self, NULL);
  if (document == NULL)
    return;
  show_facts (self);
  if (acts != NULL)
    show_acts (self, acts);
}

/**
 * td_document_panel_set_file:
 * @self: a panel without a document
 * @name: the name of the file
 * @size: bytes
 * @pages: its pages
 *
 * Shows what is known of a file from elsewhere.
 */
void
td_document_panel_set_file (TdDocumentPanel *self, const char *name, gsize size, guint pages)
{
  GtkWidget *card = card_new ();
  g_autofree char *bytes = g_format_size (size);
  g_autofree char *count = g_strdup_printf ("%u", pages);

  g_return_if_fail (TD_IS_DOCUMENT_PANEL (self));

  self->pages = pages;
  empty (self->facts);
  gtk_box_append (GTK_BOX (card), td_fact_line_new (_ ("File"), name));
  gtk_box_append (GTK_BOX (card), td_fact_line_new (_ ("Size"), bytes));
  gtk_box_append (GTK_BOX (card), td_fact_line_new (_ ("Pages"), count));
  gtk_box_append (GTK_BOX (self->facts), heading_new (_ ("File from elsewhere")));
  gtk_box_append (GTK_BOX (self->facts), card);
}

static void
show_clicked_cb (GtkButton *button, TdDocumentPanel *self)
{
  g_signal_emit (self, place_activated_signal, 0,
                 g_object_get_data (G_OBJECT (button), "td-place"));
}

static void
append_card (TdDocumentPanel *self, GtkWidget *card)
{
  GObject *show = g_object_get_data (G_OBJECT (card), "td-show");

  if (show != NULL)
    g_signal_connect_object (show, "clicked", G_CALLBACK (show_clicked_cb), self, 0);
  gtk_box_append (GTK_BOX (self->signatures), card);
}

/**
 * td_document_panel_set_verifying:
 * @self: a panel
 *
 * Says that the signatures are being verified.
 */
void
td_document_panel_set_verifying (TdDocumentPanel *self)
{
  GtkWidget *label;

  g_return_if_fail (TD_IS_DOCUMENT_PANEL (self));

  empty (self->signatures);
  label = gtk_label_new (_ ("Verifying…"));
  gtk_widget_add_css_class (label, "td-dim");
  gtk_box_append (GTK_BOX (self->signatures), label);
}

static gboolean
needs_revocation_note (const TdVerification *verification)
{
  for (guint i = 0; i < verification->signatures->len; i++)
    {
      const TdSignature *signature = g_ptr_array_index (verification->signatures, i);

      if (!signature->revocation_checked)
        return TRUE;
    }

  return FALSE;
}

static void
append_note (TdDocumentPanel *self, const char *text)
{
  GtkWidget *note = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (note), TRUE);
  gtk_label_set_xalign (GTK_LABEL (note), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (note), 1);
  gtk_widget_add_css_class (note, "td-xs");
  gtk_widget_add_css_class (note, "td-dim");
  gtk_box_append (GTK_BOX (self->signatures), note);
}

static void
append_anchor_note (TdDocumentPanel *self, const char *anchor)
{
  g_autofree char *name = g_path_get_basename (anchor);
  g_autofree char *words =
      g_strdup_printf (_ ("This time only the authority of the file “%s” was trusted."), name);

  append_note (self, words);
}

/* A scan needs no electronic signature; one that is there is reported all the same. */
static gboolean
is_unsigned_paper (TdDocumentPanel *self, const TdVerification *verification)
{
  return self->document != NULL && g_strcmp0 (self->document->form, TD_DOCUMENT_PAPER) == 0 &&
         verification != NULL && verification->signatures->len == 0;
}

/**
 * td_document_panel_set_verification:
 * @self: a panel
 * @verification: (nullable): what the signatures say; %NULL: there is nothing to verify
 * @anchor: (nullable): the file of the authority that alone was trusted; %NULL: the usual ones
 * @error: (nullable): why the file could not be verified
 *
 * Shows the report in plain words.
 */
void
td_document_panel_set_verification (TdDocumentPanel *self,
                                    const TdVerification *verification,
                                    const char *anchor,
                                    const GError *error)
{
  g_return_if_fail (TD_IS_DOCUMENT_PANEL (self));

  empty (self->signatures);
  if (is_unsigned_paper (self, verification))
    {
      append_note (self,
                   _ ("Signed and sealed by hand: the file is a picture of the paper, and there "
                      "is no electronic signature to verify."));
      verification = NULL;
    }
  if (error != NULL)
    {
      GtkWidget *label = gtk_label_new (error->message);

      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_widget_add_css_class (label, "td-verdict");
      gtk_widget_add_css_class (label, "bad");
      gtk_box_append (GTK_BOX (self->signatures), label);
    }
  if (verification != NULL)
    {
      append_card (self, td_verdict_card_new (verification));
      for (guint i = 0; i < verification->signatures->len; i++)
        append_card (self, td_signature_card_new (g_ptr_array_index (verification->signatures, i),
                                                  i + 1, self->pages));
      if (anchor != NULL)
        append_anchor_note (self, anchor);
      if (needs_revocation_note (verification))
        append_note (self, _ ("Whether a certificate was revoked was not checked: this program "
                              "asks no server."));
    }
  show_conditions (self, verification);
}

static void
td_document_panel_dispose (GObject *object)
{
  g_clear_pointer (&TD_DOCUMENT_PANEL (object)->scroller, gtk_widget_unparent);

  G_OBJECT_CLASS (td_document_panel_parent_class)->dispose (object);
}

static void
td_document_panel_finalize (GObject *object)
{
  td_row_free (TD_KIND_ISSUED_DOCUMENT, TD_DOCUMENT_PANEL (object)->document);

  G_OBJECT_CLASS (td_document_panel_parent_class)->finalize (object);
}

static void
td_document_panel_class_init (TdDocumentPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = td_document_panel_dispose;
  G_OBJECT_CLASS (klass)->finalize = td_document_panel_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "documentpanel");
  place_activated_signal =
      g_signal_new ("place-activated", TD_TYPE_DOCUMENT_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static GtkWidget *
part_new (GtkWidget *body, int spacing)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, spacing);

  gtk_box_append (GTK_BOX (body), box);

  return box;
}

static GtkWidget *
verify_head_new (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = heading_new (_ ("Signatures and verification"));
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Verify Again"));

  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (button, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "page.verify");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), button);

  return box;
}

static void
td_document_panel_init (TdDocumentPanel *self)
{
  GtkWidget *body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);

  gtk_widget_set_margin_start (body, 12);
  gtk_widget_set_margin_end (body, 12);
  gtk_widget_set_margin_top (body, 6);
  gtk_widget_set_margin_bottom (body, 12);
  gtk_box_append (GTK_BOX (body), verify_head_new ());
  self->signatures = part_new (body, 6);
  self->conditions = part_new (body, 4);
  self->facts = part_new (body, 4);
  self->acts = part_new (body, 4);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), body);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "td-panel");
}

/**
 * td_document_panel_new:
 *
 * Returns: an empty panel
 */
GtkWidget *
td_document_panel_new (void)
{
  return g_object_new (TD_TYPE_DOCUMENT_PANEL, NULL);
}
