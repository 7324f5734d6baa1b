/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-document-steps.h"

#include <glib/gi18n-lib.h>

#include "td-document-state.h"

/* The way of a document: one mark for each step, with who and when under it; done steps have a
 * tick, the next one its number. The words say what the colours say. */
struct _TdDocumentSteps
{
  GtkWidget parent_instance;

  GtkWidget *box;
};

G_DEFINE_FINAL_TYPE (TdDocumentSteps, td_document_steps, GTK_TYPE_WIDGET)

/* The last act that led to a state; a document may have gone the way twice. */
static const TdDocumentActRow *
act_of (const GPtrArray *acts, const char *state)
{
  const TdDocumentActRow *found = NULL;

  for (guint i = 0; i < acts->len; i++)
    {
      const TdDocumentActRow *act = g_ptr_array_index ((GPtrArray *) acts, i);

      if (g_strcmp0 (act->state, state) == 0 &&
          (found == NULL || g_strcmp0 (act->act, TD_ACT_PREPARE) != 0) &&
          g_strcmp0 (act->act, TD_ACT_EXPORT) != 0 && g_strcmp0 (act->act, TD_ACT_DESCRIBE) != 0)
        found = act;
    }

  return found;
}

static gboolean
is_paper (const TdIssuedDocumentRow *document)
{
  return g_strcmp0 (document->form, TD_DOCUMENT_PAPER) == 0;
}

/* What was signed and sealed by hand comes back as a scan. */
static const char *
label_of (const TdIssuedDocumentRow *document, const char *state)
{
  return is_paper (document) && g_str_equal (state, TD_DOCUMENT_SEALED)
             ? C_ ("step", "Scan")
             : td_document_step_label (state);
}

/* "Hà · 06/01", "0 lỗi · 07/01": the last word of a name is what people are called by. */
static char *
detail_of (const TdIssuedDocumentRow *document, const TdDocumentActRow *act, const char *state)
{
  const char *who = act->who != NULL ? act->who : "";
  const char *last = strrchr (who, ' ');
  g_autofree char *day = NULL;
  g_autofree char *first = NULL;

  if (g_str_equal (state, TD_DOCUMENT_NUMBERED))
    return td_document_symbol (document);
  if (g_str_equal (state, TD_DOCUMENT_CHECKED) && act->note != NULL)
    first = g_strndup (act->note, strcspn (act->note, ","));
  else if (g_str_equal (state, TD_DOCUMENT_SEALED) && !is_paper (document))
    first = g_strdup (_ ("The agency"));
  else
    first = g_strdup (last != NULL ? last + 1 : who);
  day = act->at != NULL && strlen (act->at) >= 10
            ? g_strdup_printf ("%.2s/%.2s", act->at + 8, act->at + 5)
            : g_strdup ("");

  return g_strconcat (first, *first != '\0' ? " · " : "", day, NULL);
}

static GtkWidget *
step_new (guint number, gboolean done, gboolean next, const char *name, const char *detail)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 7);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *title = gtk_label_new (name);
  GtkWidget *line = gtk_label_new (detail);
  g_autofree char *count = g_strdup_printf ("%u", number);
  GtkWidget *mark =
      done ? gtk_image_new_from_icon_name ("object-select-symbolic") : gtk_label_new (count);
  g_autofree char *words = g_strdup_printf ("%s: %s", name,
                                            done   ? detail
                                            : next ? _ ("what comes next")
                                                   : _ ("not yet"));

  gtk_widget_add_css_class (mark, "td-step-mark");
  gtk_widget_add_css_class (mark, done ? "done" : next ? "next" : "later");
  gtk_widget_set_valign (mark, GTK_ALIGN_CENTER);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_xalign (GTK_LABEL (line), 0);
  gtk_label_set_ellipsize (GTK_LABEL (line), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (line), 16);
  gtk_widget_add_css_class (title, "td-step-title");
  gtk_widget_add_css_class (line, "td-xs");
  gtk_widget_add_css_class (line, "td-dim");
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (texts), title);
  gtk_box_append (GTK_BOX (texts), line);
  gtk_box_append (GTK_BOX (box), mark);
  gtk_box_append (GTK_BOX (box), texts);
  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_widget_set_tooltip_text (box, words);

  return box;
}

static void
append_ending (TdDocumentSteps *self, const TdIssuedDocumentRow *document)
{
  GtkWidget *label;

  if (g_strcmp0 (document->state, TD_DOCUMENT_REPLACED) != 0 &&
      g_strcmp0 (document->state, TD_DOCUMENT_WITHDRAWN) != 0)
    return;

  label = gtk_label_new (td_document_state_label (document->state));
  gtk_widget_add_css_class (label, "td-late");
  gtk_box_append (GTK_BOX (self->box), label);
}

/* One that was replaced or withdrawn stands outside the way; it shows how far it had come. */
static gboolean
is_done (const TdIssuedDocumentRow *document, const GPtrArray *acts, const char *state)
{
  return td_document_state_index (document, document->state) >= 0
             ? td_document_reached (document, state)
             : act_of (acts, state) != NULL;
}

/**
 * td_document_steps_set:
 * @self: a bar of steps
 * @document: (nullable): a document; %NULL: an empty bar
 * @acts: (nullable) (element-type TdDocumentActRow): what was done with it
 *
 * Shows how far the document is.
 */
void
td_document_steps_set (TdDocumentSteps *self,
                       const TdIssuedDocumentRow *document,
                       const GPtrArray *acts)
{
  GtkWidget *child;
  const char *const *states;
  int now;

  g_return_if_fail (TD_IS_DOCUMENT_STEPS (self));

  while ((child = gtk_widget_get_first_child (self->box)))
    gtk_box_remove (GTK_BOX (self->box), child);
  if (document == NULL || acts == NULL)
    return;

  states = td_document_states (document);
  now = td_document_state_index (document, document->state);
  for (int i = 0; states[i] != NULL; i++)
    {
      gboolean done = is_done (document, acts, states[i]);
      const TdDocumentActRow *act = done ? act_of (acts, states[i]) : NULL;
      gboolean next = now >= 0 && i == now + 1;
      g_autofree char *detail = act != NULL ? detail_of (document, act, states[i])
                                            : g_strdup (next ? _ ("next step") : "");

      if (i > 0)
        {
          GtkWidget *line = gtk_separator_new (GTK_ORIENTATION_HORIZONTAL);

          gtk_widget_set_hexpand (line, TRUE);
          gtk_widget_set_valign (line, GTK_ALIGN_CENTER);
          gtk_box_append (GTK_BOX (self->box), line);
        }
      gtk_box_append (GTK_BOX (self->box),
                      step_new ((guint) i + 1, done, next, label_of (document, states[i]), detail));
    }
  append_ending (self, document);
}

static void
td_document_steps_dispose (GObject *object)
{
  g_clear_pointer (&TD_DOCUMENT_STEPS (object)->box, gtk_widget_unparent);

  G_OBJECT_CLASS (td_document_steps_parent_class)->dispose (object);
}

static void
td_document_steps_class_init (TdDocumentStepsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = td_document_steps_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "documentsteps");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
td_document_steps_init (TdDocumentSteps *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Steps of the document"), -1);
}

/**
 * td_document_steps_new:
 *
 * Returns: an empty bar of steps
 */
GtkWidget *
td_document_steps_new (void)
{
  return g_object_new (TD_TYPE_DOCUMENT_STEPS, NULL);
}
