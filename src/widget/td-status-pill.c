/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-status-pill.h"

/* Icon and word of a status. The shapes of the icons differ, so that colour is never the only
 * signal. CSS: `statuspill` with the class of the status; class `flat` without the tint behind it.
 */
struct _TdStatusPill
{
  GtkWidget parent_instance;

  GtkWidget *icon;
  GtkWidget *label;
  const char *css_class;
};

G_DEFINE_FINAL_TYPE (TdStatusPill, td_status_pill, GTK_TYPE_WIDGET)

/* The one vocabulary of looks: pills, rows, timeline and charts take theirs from here. */
static const struct
{
  const char *status;
  const char *icon_name;
  const char *css_class;
} vocabulary[] = {
  { "overdue", "td-late-symbolic", "td-late" },
  { "soon", "td-soon-symbolic", "td-soon" },
  { "in_progress", "td-doing-symbolic", "td-doing" },
  { "waiting", "td-wait-symbolic", "td-wait" },
  { "recurring", "td-repeat-symbolic", "td-repeat" },
  { "continuous", "td-repeat-symbolic", "td-repeat" },
  { "done", "td-done-symbolic", "td-done" },
  { "done_early", "td-done-symbolic", "td-done" },
  { "done_on_time", "td-done-symbolic", "td-done" },
  { "done_undated", "td-done-symbolic", "td-done" },
  { "done_late", "td-donelate-symbolic", "td-late" },
  { "not_started", "td-todo-symbolic", "td-todo" },
  { "no_deadline", "td-todo-symbolic", "td-todo" },
  { "finding", "dialog-warning-symbolic", "td-soon" },
};

static guint
find (const char *status)
{
  for (guint i = 0; i < G_N_ELEMENTS (vocabulary); i++)
    {
      if (g_strcmp0 (vocabulary[i].status, status) == 0)
        return i;
    }

  return G_N_ELEMENTS (vocabulary) - 3; /* not_started */
}

/**
 * td_status_icon_name:
 * @status: a status of a task, or "soon", "recurring", "done", "finding"
 *
 * Returns: the symbolic icon of that status
 */
const char *
td_status_icon_name (const char *status)
{
  return vocabulary[find (status)].icon_name;
}

/**
 * td_status_css_class:
 * @status: as of td_status_icon_name()
 *
 * Returns: the style class that gives the colour of that status
 */
const char *
td_status_css_class (const char *status)
{
  return vocabulary[find (status)].css_class;
}

/**
 * td_status_pill_set:
 * @self: a pill
 * @status: as of td_status_icon_name()
 * @text: the word beside the icon: "Overdue 16 days"
 *
 * Shows a status.
 */
void
td_status_pill_set (TdStatusPill *self, const char *status, const char *text)
{
  g_return_if_fail (TD_IS_STATUS_PILL (self));

  if (self->css_class)
    gtk_widget_remove_css_class (GTK_WIDGET (self), self->css_class);
  self->css_class = td_status_css_class (status);
  gtk_widget_add_css_class (GTK_WIDGET (self), self->css_class);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), td_status_icon_name (status));
  gtk_label_set_label (GTK_LABEL (self->label), text);
}

/**
 * td_status_pill_set_flat:
 * @self: a pill
 * @flat: whether there is no tint behind the word, as in tables
 *
 * Sets the look.
 */
void
td_status_pill_set_flat (TdStatusPill *self, gboolean flat)
{
  g_return_if_fail (TD_IS_STATUS_PILL (self));

  if (flat)
    gtk_widget_add_css_class (GTK_WIDGET (self), "flat");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "flat");
}

static void
td_status_pill_dispose (GObject *object)
{
  TdStatusPill *self = TD_STATUS_PILL (object);

  g_clear_pointer (&self->icon, gtk_widget_unparent);
  g_clear_pointer (&self->label, gtk_widget_unparent);

  G_OBJECT_CLASS (td_status_pill_parent_class)->dispose (object);
}

static void
td_status_pill_class_init (TdStatusPillClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = td_status_pill_dispose;
  gtk_widget_class_set_css_name (widget_class, "statuspill");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
td_status_pill_init (TdStatusPill *self)
{
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                              5);
  self->icon = gtk_image_new ();
  gtk_widget_set_parent (self->icon, GTK_WIDGET (self));
  self->label = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
}

/**
 * td_status_pill_new:
 *
 * Returns: an empty pill
 */
GtkWidget *
td_status_pill_new (void)
{
  return g_object_new (TD_TYPE_STATUS_PILL, NULL);
}
