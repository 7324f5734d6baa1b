/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-import-progress.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

/* How often the bar looks where the reader is */
#define INTERVAL_MS 80

struct _TdImportProgress
{
  GtkWidget parent_instance;

  TdImportQueue *queue;
  GtkWidget *page;
  GtkWidget *bar;
  GtkWidget *cancel;
  guint timeout;
};

G_DEFINE_FINAL_TYPE (TdImportProgress, td_import_progress, GTK_TYPE_WIDGET)

static gboolean
timeout_cb (gpointer user_data)
{
  TdImportProgress *self = user_data;
  double fraction = td_import_queue_get_fraction (self->queue);

  if (fraction >= 0)
    gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->bar), fraction);
  else
    gtk_progress_bar_pulse (GTK_PROGRESS_BAR (self->bar));

  return G_SOURCE_CONTINUE;
}

static void
update (TdImportProgress *self)
{
  const char *name = td_import_queue_get_name (self->queue);
  guint count = td_import_queue_get_count (self->queue);
  g_autofree char *order =
      g_strdup_printf (_ ("File %u of %u"), td_import_queue_get_index (self->queue), count);
  g_autofree char *escaped = g_markup_escape_text (name != NULL ? name : "", -1);

  adw_status_page_set_description (ADW_STATUS_PAGE (self->page), escaped);
  gtk_progress_bar_set_show_text (GTK_PROGRESS_BAR (self->bar), count > 1);
  gtk_progress_bar_set_text (GTK_PROGRESS_BAR (self->bar), count > 1 ? order : NULL);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->bar), 0);
  gtk_widget_set_sensitive (self->cancel, TRUE);
}

static void
cancel_cb (TdImportProgress *self)
{
  gtk_widget_set_sensitive (self->cancel, FALSE);
  td_import_queue_cancel (self->queue);
}

static void
td_import_progress_map (GtkWidget *widget)
{
  TdImportProgress *self = TD_IMPORT_PROGRESS (widget);

  GTK_WIDGET_CLASS (td_import_progress_parent_class)->map (widget);
  self->timeout = g_timeout_add (INTERVAL_MS, timeout_cb, self);
  gtk_widget_grab_focus (self->cancel);
}

static void
td_import_progress_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&TD_IMPORT_PROGRESS (widget)->timeout, g_source_remove);
  GTK_WIDGET_CLASS (td_import_progress_parent_class)->unmap (widget);
}

static void
td_import_progress_dispose (GObject *object)
{
  TdImportProgress *self = TD_IMPORT_PROGRESS (object);

  g_clear_handle_id (&self->timeout, g_source_remove);
  g_clear_pointer (&self->page, gtk_widget_unparent);
  g_clear_object (&self->queue);

  G_OBJECT_CLASS (td_import_progress_parent_class)->dispose (object);
}

static void
td_import_progress_class_init (TdImportProgressClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = td_import_progress_dispose;
  widget_class->map = td_import_progress_map;
  widget_class->unmap = td_import_progress_unmap;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
td_import_progress_init (TdImportProgress *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  self->page = adw_status_page_new ();
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (self->page), "td-file-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (self->page), _ ("Reading the Plan"));
  gtk_widget_set_parent (self->page, GTK_WIDGET (self));

  self->bar = gtk_progress_bar_new ();
  gtk_widget_set_size_request (self->bar, 320, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Progress of the import"), -1);
  gtk_box_append (GTK_BOX (box), self->bar);
  self->cancel = gtk_button_new_with_mnemonic (_ ("_Cancel"));
  gtk_widget_add_css_class (self->cancel, "pill");
  gtk_widget_set_halign (self->cancel, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (self->cancel, "clicked", G_CALLBACK (cancel_cb), self);
  gtk_box_append (GTK_BOX (box), self->cancel);
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  adw_status_page_set_child (ADW_STATUS_PAGE (self->page), box);
}

/**
 * td_import_progress_new:
 * @queue: the files
 *
 * Returns: a view of what @queue is reading
 */
GtkWidget *
td_import_progress_new (TdImportQueue *queue)
{
  TdImportProgress *self = g_object_new (TD_TYPE_IMPORT_PROGRESS, NULL);

  self->queue = g_object_ref (queue);
  g_signal_connect_object (queue, "started", G_CALLBACK (update), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}
